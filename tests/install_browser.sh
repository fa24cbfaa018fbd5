#!/usr/bin/env bash
# Installs Debian's Chromium where no browser is there yet.
set -eu
command -v chromium >/dev/null && exit 0
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
