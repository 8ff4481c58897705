"""Every setting, from TUTOR_* environment variables or a `.env` file. What a setting does is left to the room that reads it."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All TUTOR_* settings with their types, defaults and one-line help."""

    model_config = SettingsConfigDict(env_prefix="TUTOR_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(Path("var"), description="Folder for the database, the search index and the ONNX export.")
    content: Path | None = Field(None, description="Folder of content; default: the one beside or inside the package.")
    prompts: Path | None = Field(None, description="Folder of prompts; default: the one beside or inside the package.")
    data: Path | None = Field(None, description="Folder of public data sets for `tutor eval`.")
    database_url: str = Field("", description="SQLAlchemy URL of the store; default: SQLite in the home folder.")
    host: str = Field("127.0.0.1", description="Address that `tutor serve` listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port that `tutor serve` listens on.")
    llm_writer: str = Field(
        "", description="litellm name of the language model that writes; empty: none, all works offline."
    )
    llm_judge: str = Field("", description="litellm name of the language model that judges in evaluations.")
    llm_quick: str = Field("", description="litellm name of a small language model for short tasks.")
    llm_base_url: str = Field("", description="Address of an OpenAI-compatible server for the language models.")
    llm_api_key: str = Field("", description="Key for the language model's server; never logged.")
    llm_timeout_s: float = Field(
        8.0, gt=0, description="Seconds a turn waits for the language model before the offline reply."
    )
    llm_turn_tokens: int = Field(6000, gt=0, description="Tokens that one turn may use, repairs included.")
    llm_turn_cost_usd: float = Field(0.02, ge=0, description="Money that one turn may cost, in US dollars.")
    llm_class_cost_usd: float = Field(5.0, ge=0, description="Money that all turns of a day may cost, in US dollars.")
    llm_transport: Literal["live", "replay", "record"] = Field(
        "live",
        description="Where replies of language models come from: the server, recordings, or the server into recordings.",
    )
    llm_recordings: Path | None = Field(None, description="Folder of recorded replies; default: in the home folder.")
    accuse_threshold: float = Field(0.7, ge=0.5, le=1, description="Belief from which a misconception is named.")
    evaluator_key: str = Field(
        "",
        pattern="^$|^.{16,500}$",
        description="Key that opens the evaluator's pages (`/runs`); empty: only this machine does.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="Least severe log line shown."
    )
