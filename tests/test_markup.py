"""What is put together in Python escapes what Django would."""

import json
import re

from django.utils.html import escape, json_script
from hypothesis import given
from hypothesis import strategies as st

from healthkart.markup import as_data, dash, escaped, put_together

SPECIAL = "</script><!--&'\"\u2028<b>"
TEXTS = st.text(st.sampled_from("<>&'\"\\/!-a\u2028é"))


@given(TEXTS)
def test_a_text_is_escaped_as_django_does(text: str) -> None:
    assert escaped(text) == escape(text)
    assert put_together(["<b>", escaped(text), "</b>"]) == f"<b>{escape(text)}</b>"


@given(st.recursive(TEXTS | st.integers(-(2**53), 2**53) | st.none(), lambda of: st.dictionaries(TEXTS, of)))
def test_data_are_those_of_json_script(value: object) -> None:
    (drawn, djangos) = as_data(value, SPECIAL), json_script(value, SPECIAL)
    data = re.compile(r"^(<script[^>]*>)(.*)</script>$", re.DOTALL)
    (tag, text), (its_tag, its_text) = (data.findall(str(each))[0] for each in (drawn, djangos))
    assert tag == its_tag
    assert not set(text) & set("<>&")
    assert json.loads(text) == json.loads(its_text)


def test_a_reason_is_text() -> None:
    assert dash("<b>") == '<span class="unknown" title="&lt;b&gt;">–</span><span class="unseen"> &lt;b&gt;</span>'
