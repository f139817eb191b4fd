"""Measurements: what the site costs to build and to read, each compared with something else in the same run.

``make bench`` runs every suite and writes ``bench/results.json`` and, for people, ``bench/results.md``;
``make bench ONLY=site`` runs one and keeps what is known of the others.
"""
