"""Packages of Office files: opened, looked into, written again."""
