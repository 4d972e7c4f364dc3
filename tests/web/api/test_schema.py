"""The schema is complete: no warning, every address, what goes in and what comes out, the refusals."""

import pytest
import yaml
from django.core.management import call_command
from django.urls import get_resolver


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "schema.yml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(path))
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_every_address_is_in_it(schema):
    [api] = [one for one in get_resolver().url_patterns if str(one.pattern) == "api/v1/"]
    expected = {f"/api/v1/{one.pattern}".replace("<uuid:case_id>", "{case_id}") for one in api.url_patterns}
    assert set(schema["paths"]) - {"/api/schema/"} == expected


def test_every_operation_asks_for_the_token_and_names_its_refusals(schema):
    assert schema["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for address, operations in schema["paths"].items():
        if not address.startswith("/api/v1/"):
            continue
        for operation in operations.values():
            assert operation["security"] == [{"token": []}]
            assert {"400", "401", "403", "404", "429"} < operation["responses"].keys()
            assert operation["description"]


def test_it_is_served_to_anybody(client, db):
    response = client.get("/api/schema/")
    assert response.status_code == 200
    assert b"openapi: 3" in response.content
