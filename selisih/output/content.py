"""Writing beside the content: locks and schemas, the files that the program keeps for editors."""

from __future__ import annotations

from pathlib import Path

from selisih.output.spool import OutputError


def write_text(target: Path, text: str) -> bool:
    """Put a small file in place at once; return whether it changed. Raises `OutputError`."""
    data = text.encode()
    waiting = target.with_name(f".{target.name}.new")
    try:
        if target.is_symlink():
            raise OutputError(f"{target} is a symbolic link; put the file itself there")
        if target.is_file() and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(data)
        waiting.chmod(0o644)
        waiting.replace(target)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise OutputError(f"{target} cannot be written: {error.strerror}") from error
    return True
