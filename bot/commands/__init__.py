"""The subcommands of `tcpl`, one file a family."""
