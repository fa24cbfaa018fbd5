"""The environment is read once, checked, and never shown."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings


def test_it_needs_nothing() -> None:
    settings = read_settings({})
    assert settings.port == 8080
    assert settings.host == "127.0.0.1"
    assert settings.base_url == "http://127.0.0.1:8080"
    assert settings.database_url == f"sqlite:///{Path('var').absolute() / 'tcpl.db'}"
    assert settings.telegram_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TCPL_PORT", "tám nghìn"),
        ("TCPL_PORT", "70000"),
        ("TCPL_PUBLIC_URL", "tcpl.example.gov.vn"),
        ("TCPL_TIMEZONE", "Asia/Hue"),
        ("TCPL_TIMEZONE", "../etc"),
        ("TCPL_DATABASE_URL", "oracle://x"),
        ("TCPL_DATABASE_URL", "không phải địa chỉ"),
        ("TCPL_TELEGRAM_API_URL", "ftp://x"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_an_example(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({name: value})
    assert refused.value.name == name
    assert refused.value.example


def test_secrets_are_not_in_the_repr() -> None:
    secret = "123:geheim"
    names = ("TCPL_TELEGRAM_TOKEN", "TCPL_ZALO_TOKEN", "TCPL_WEBHOOK_SECRET", "TCPL_SECRET_KEY")
    settings = read_settings(dict.fromkeys(names, secret) | {"TCPL_DATABASE_URL": f"postgresql://u:{secret}@h/d"})
    assert settings.telegram_token == secret
    assert secret not in repr(settings)
