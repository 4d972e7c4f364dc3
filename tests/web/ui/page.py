"""Reading a page as a browser and a screen reader would."""

import re

from lxml import html

OPEN, CLOSE = "⟦", "⟧"


class Page:
    """A parsed answer."""

    def __init__(self, content: bytes | str) -> None:
        text = content.decode() if isinstance(content, bytes) else content
        # A browser drops the line break after <textarea>; lxml keeps it.
        self.root = html.document_fromstring(re.sub(r"(<textarea[^>]*>)\r?\n", r"\1", text))

    def all(self, xpath: str) -> list:
        return [one.strip() if xpath.endswith("text()") else one for one in self.root.xpath(xpath)]

    @property
    def ids(self) -> list[str]:
        return [str(id_) for id_ in self.all("//@id")]

    def dangling(self) -> list[str]:
        """What points to an id that isn't there: labels, descriptions, jump links."""
        wanted = [str(id_) for id_ in self.all("//label/@for")]
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            wanted += [id_ for value in self.all(f"//@{name}") for id_ in value.split()]
        wanted += [str(href)[1:] for href in self.all("//a/@href[starts-with(., '#') and . != '#']")]
        return sorted(set(wanted) - set(self.ids))

    def unlabelled(self) -> list[str]:
        """Inputs without a name that is read aloud."""
        labelled = {str(id_) for id_ in self.all("//label/@for")}
        fields = self.all("//input[not(@type='hidden')] | //textarea | //select")
        return [html.tostring(one).decode() for one in fields if one.get("id") not in labelled and not _in_label(one)]

    def visible_texts(self) -> list[str]:
        texts = self.all("//body//text()[not(ancestor::script or ancestor::style)] | //title/text()")
        texts += self.all("//@aria-label | //@alt | //@placeholder")
        return [str(text).strip() for text in texts if str(text).strip()]


def _in_label(node: html.HtmlElement) -> bool:
    return any(parent.tag == "label" for parent in node.iterancestors())
