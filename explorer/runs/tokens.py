"""Names of runs that can be given away: digests of the ids that command them."""

from __future__ import annotations

import base64
import hashlib


def public_token(run_id: str, purpose: str) -> str:
    """Return a name for a run from which nobody finds the way back to its id.

    It is always the same, so that a server that was started anew finds it again as soon as it
    knows the run, and differs from purpose to purpose, so that one opens no other door.

    Args:
        run_id: The run's own id, which can pause, change and stop it.
        purpose: What the name is for.

    Returns:
        22 letters, digits, "-" and "_".
    """
    digest = hashlib.sha256(f"{purpose} {run_id}".encode()).digest()[:16]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
