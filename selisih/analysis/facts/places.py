"""Countries and cities whose names differ between Indonesian and English, under one name."""

from __future__ import annotations

from typing import Final

_NAMES: Final = """
north korea = korea utara, korut, north korean, north koreans, dprk
south korea = korea selatan, korsel, south korean, south koreans
united states = amerika serikat, as, us, usa, u.s, amerika, america, american, americans
united kingdom = inggris, inggris raya, uk, britain, great britain, british
england = english
russia = rusia, russian, russians
ukraine = ukraina, ukrainian, ukrainians
china = tiongkok, cina, chinese
japan = jepang, japanese
germany = jerman, german, germans
france = prancis, perancis, french
netherlands = belanda, dutch
spain = spanyol, spanish
italy = italia, italian
turkey = turki, türkiye, turkish
egypt = mesir, egyptian
syria = suriah, syrian
lebanon = lebanon, libanon, lebanese
jordan = yordania, jordanian
saudi arabia = arab saudi, saudi
united arab emirates = uni emirat arab, uea, uae
israel = israeli
palestine = palestina, palestinian, palestinians
philippines = filipina, filipino
singapore = singapura
thailand = thailand, thai
cambodia = kamboja
vietnam = vietnamese
india = indian
greece = yunani, greek
poland = polandia, polish
norway = norwegia
sweden = swedia
denmark = denmark, denmarks
switzerland = swiss
austria = austria
belgium = belgia
hungary = hungaria
new zealand = selandia baru
south africa = afrika selatan
brazil = brasil
mexico = meksiko
canada = kanada, canadian
morocco = maroko
algeria = aljazair
iraq = irak, iraqi
iran = iranian
afghanistan = afganistan
moscow = moskow, moskwa
beijing = peking
kyiv = kiev
jerusalem = yerusalem
cairo = kairo
european union = uni eropa, eu, ue
united nations = perserikatan bangsa bangsa, pbb, un
europe = eropa, european
asia = asian
africa = afrika, african
australia = australian
indonesia = indonesian, indonesians, ri
malaysia = malaysian
"""

_CANONICAL: Final = {
    name.strip(): line.split("=")[0].strip()
    for line in _NAMES.strip().splitlines()
    for name in line.split("=")[1].split(",")
}


def canonical_place(name: str) -> str:
    """Return one name for a place under any of its names, without case; other names as they are."""
    plain = name.removesuffix("'s")
    return _CANONICAL.get(plain, plain)
