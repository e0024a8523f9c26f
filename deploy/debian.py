"""Installs a Debian package where that is allowed; it must not know what the package is for."""

import os
import shutil
import subprocess


def install(package: str) -> bool:
    """Install `package` by apt-get if this is root on a Debian; False where it may not or does not work."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing Debian's package {package} …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", "-qq", *command], env=quiet, capture_output=True, check=False)
        if done.returncode:
            print(f"apt-get {' '.join(command)} failed:\n{done.stderr.decode().strip()}", flush=True)
            return False
    return True
