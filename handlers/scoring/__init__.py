"""Entering a dossier: from the first content to the last, one small file a part of the talk."""
