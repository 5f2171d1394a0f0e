"""Writing `ledger.lock`: the one content file that the program writes."""

from __future__ import annotations

from pathlib import Path

from selisih.output.publish import OutputError


def write_lock(root: Path, path: str, text: str) -> bool:
    """Put a lock in place at once; return whether it changed. Raises `OutputError`."""
    target = root / path
    data = text.encode()
    waiting = target.with_name(f".{target.name}.new")
    try:
        if target.is_symlink():
            raise OutputError(f"{target} is a symbolic link; put the file itself there")
        if target.is_file() and target.read_bytes() == data:
            return False
        waiting.write_bytes(data)
        waiting.chmod(0o644)
        waiting.replace(target)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise OutputError(f"{target} cannot be written: {error.strerror}") from error
    return True
