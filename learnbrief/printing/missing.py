"""Whether this machine can print PDFs, and what it takes if not."""

from contextlib import redirect_stdout

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""Debian's, of the libraries that WeasyPrint needs."""


class _Nowhere:
    """Takes what is printed, and shows nobody."""

    def write(self, _text: str) -> int:
        return 0

    def flush(self) -> None:
        """Have nothing to do."""


def what_is_missing() -> str:
    """Say in one line what is to be installed before PDFs can be made; empty where nothing is missing."""
    try:
        with redirect_stdout(_Nowhere()):  # to which it prints advice of many lines
            import weasyprint  # noqa: F401 - only to see whether it can be loaded
    except ModuleNotFoundError:
        return 'PDFs take a library that is not installed. Run: python -m pip install "learnbrief[pdf]"'
    except OSError:
        return (
            "PDFs take libraries of the system that are not installed. "
            f"On Debian and Ubuntu run: apt install {' '.join(PACKAGES)}"
        )
    return ""
