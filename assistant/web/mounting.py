"""How every Gradio page is mounted: without what this program has no use for and would have to guard."""

from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

ASSETS = Path(__file__).parent / "assets"


def mount_blocks(app: FastAPI, blocks: gr.Blocks, path: str, theme: Any, *, head: str = "", **more: Any) -> FastAPI:
    """``blocks`` at ``path`` with the script of all pages in their head: no uploads, no documentation, no errors of Python's."""
    blocks.queue(api_open=False, default_concurrency_limit=None)
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path=path,
        footer_links=[],
        run_history=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        allowed_paths=[],
        show_error=False,
        max_file_size="1kb",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme,
        head=f"{head}<script>{script}</script>",
        **more,
    )
    return mounted
