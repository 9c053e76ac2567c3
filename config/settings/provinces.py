"""The province that hosts the portal."""

from config.environment.kinds import Kind
from config.environment.similar import closest
from config.settings.variables import env
from vietnam.provinces import all_provinces


def _read_province(written: str) -> str:
    slugs = {province.key for province in all_provinces()}
    if written in slugs:
        return written
    near = closest(written.lower(), slugs)
    raise ValueError(f"'{written}' is no province" + (f" (meant: {near}?)" if near else ""))


_PROVINCE = Kind(_read_province, "a key of the first column of vietnam/data/provinces.tsv", "bac-ninh-2025")

# Who hosts this portal: the slug of the labour-short province in vietnam/data/provinces.tsv
HOST_PROVINCE = env.read("HOST_PROVINCE", _PROVINCE, default="bac-giang")
