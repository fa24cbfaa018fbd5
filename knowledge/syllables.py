"""Which strings of letters can be a Vietnamese syllable; tells Telex and typing errors from words."""

from functools import lru_cache

_ONSETS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu "
    "im in inh ip it iu o oa oac oach oai oam oan oang oanh oat oay oc oe oen oet oi om on ong op ot u ua uan uang uat "
    "uay uc ue uech uen uenh uet ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh "
    "uyt uyu y yem yen yet yeu ych ynh"
)
ONSETS, RIMES = ("", *_ONSETS.split()), frozenset(_RIMES.split())


@lru_cache(maxsize=50_000)
def possible(folded: str) -> bool:
    """Whether the letters, marks taken away, can be read as one Vietnamese syllable."""
    return any(folded[: len(onset)] == onset and folded[len(onset) :] in RIMES for onset in ONSETS)
