"""Does in HTTP forms what a person does in a browser to authorize an application.

Opens the authorize page, logs in where a page asks for a password, agrees, and reads the code that is shown.
"""

import re
import sys
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from bs4 import BeautifulSoup

from suite import Mismatch, Person

MAX_PAGES = 6
TIMEOUT = 20
REFUSAL = re.compile(r"deny|cancel|reject|delete|sign.?out|log.?out", re.IGNORECASE)


def authorization_code(url, person):
    """The out-of-band code that `person` is shown after agreeing to what `url` asks."""
    with requests.Session() as browser:
        browser.headers["Accept"] = "text/html"
        browser.headers["Accept-Language"] = "en"
        page = browser.get(url, timeout=TIMEOUT)
        seen = []
        for _ in range(MAX_PAGES):
            seen.append(f"{page.status_code} {urlsplit(page.url).path}")
            html = BeautifulSoup(page.text, "html.parser")
            form = next_form(page.url, html)
            code = shown_code(page.url, html, last=form is None)
            if code:
                return code
            if page.status_code >= 400 or form is None:
                break
            page = submit(browser, page.url, form, person)
    raise Mismatch("a page that shows the authorization code", f"these pages: {', '.join(seen)}")


def shown_code(url, html, last):
    """The code where servers show it: a read-only field, the address, or on the last page an element `code`."""
    field = html.find("input", readonly=True)
    if field and field.get("value"):
        return field["value"].strip()
    address = parse_qs(urlsplit(url).query).get("code")
    if address:
        return address[0]
    element = html.find("code") if last else None
    return element.get_text(strip=True) if element else None


def next_form(url, html):
    """The log-in form where there is one, else the first form that agrees, those for the authorize page first."""
    forms = [form for form in html.find_all("form") if form.get("method", "get").lower() == "post"]
    for form in forms:
        if form.find("input", type="password"):
            return form
    agreeing = [form for form in forms if not refuses(form)]
    agreeing.sort(key=lambda form: "/oauth/authorize" not in urljoin(url, form.get("action") or url))
    return next(iter(agreeing), None)


def refuses(form):
    method = form.find("input", attrs={"name": "_method"})
    if method and method.get("value", "").lower() == "delete":
        return True
    return bool(REFUSAL.search(form.get("action") or "")) or agreeing_button(form) is None


def agreeing_button(form):
    """The first submit button that does not refuse, or None."""
    for button in form.find_all(["button", "input"]):
        kind = button.get("type", "submit" if button.name == "button" else "text")
        words = " ".join(filter(None, (button.get("name"), button.get("value"))))
        if kind == "submit" and not REFUSAL.search(words):
            return button
    return None


def submit(browser, url, form, person):
    """Sends the form as a browser would: hidden fields as they are, e-mail and password filled in."""
    fields = []
    for field in form.find_all("input"):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in ("submit", "button", "image"):
            continue
        if kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                fields.append((name, field.get("value", "on")))
        elif kind == "password":
            fields.append((name, person.password))
        elif kind in ("text", "email"):
            fields.append((name, person.email))
        else:
            fields.append((name, field.get("value", "")))
    button = agreeing_button(form)
    if button is not None and button.get("name"):
        fields.append((button["name"], button.get("value", "")))
    headers = {"Origin": "{0.scheme}://{0.netloc}".format(urlsplit(url)), "Referer": url}
    target = urljoin(url, form.get("action") or url)
    return browser.post(target, data=fields, headers=headers, timeout=TIMEOUT)


if __name__ == "__main__":
    print(authorization_code(sys.argv[1], Person.from_environment("ALICE")))
