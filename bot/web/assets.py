"""The page's own files, read once, served under a name that changes with their content."""

import hashlib
import mimetypes
from dataclasses import dataclass
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response

_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class Assets:
    """Files by name, and the version of them all."""

    files: dict[str, bytes]
    version: str

    def url(self, name: str) -> str:
        """Where a file is served; an unknown name is a fault of a template."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"


def read_assets() -> Assets:
    """The files of bot/web/static."""
    folder = resources.files("bot.web") / "static"
    files = {each.name: each.read_bytes() for each in sorted(folder.iterdir(), key=lambda e: e.name) if each.is_file()}
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name} {len(content)} ".encode() + content)
    return Assets(files, digest.hexdigest()[:12])


async def serve_asset(request: Request) -> Response:
    """A file of the page; under another version's name it is served as well, but not kept."""
    assets: Assets = request.app.state.site.assets
    name = request.path_params["name"]
    content = assets.files.get(name)
    if content is None:
        return Response(status_code=404)
    current = request.path_params["version"] == assets.version
    headers = {"Cache-Control": _FOR_EVER if current else "no-cache"}
    return Response(content, headers=headers, media_type=_media_type(name))


def _media_type(name: str) -> str:
    return _TYPES.get(name[name.rfind(".") :]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
