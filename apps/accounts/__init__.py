"""Accounts: making one, signing in with it, keeping it safe, ending its sessions. What it may do, `access` says."""
