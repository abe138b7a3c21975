"""What the public chat accepts: exactly these fields, in these bounds (contract.md, Chat)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

AgeBand = Literal["child", "teen", "adult"]
MessageId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


def _whole_letters(text: str) -> str:
    """Half an emoji, which a client's own limit may have cut, becomes the sign for a character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


WholeText = Annotated[str, AfterValidator(_whole_letters)]


class Strict(BaseModel):
    """No field that is not named: a client's `sender` or `metadata` is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NewSession(Strict):
    """Open a chat; with `reference` and `key` a draft is taken up or a case opened."""

    council: str | None = Field(None, max_length=40)
    locale: str | None = Field(None, max_length=35)
    age_band: AgeBand | None = None
    reference: str | None = Field(None, min_length=1, max_length=100)
    key: str | None = Field(None, min_length=1, max_length=200)

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.reference is None) != (self.key is None):
            raise ValueError("send reference and key together")
        return self


class NewVoice(Strict):
    """Another language or age band from here on."""

    locale: str | None = Field(None, max_length=35)
    age_band: AgeBand | None = None


class Incoming(Strict):
    """One message of the person: what they typed, or the id of a choice they pressed."""

    id: MessageId
    text: WholeText | None = None
    choice: str | None = Field(None, max_length=64)

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.text is None) == (self.choice is None):
            raise ValueError("send either text or choice")
        return self
