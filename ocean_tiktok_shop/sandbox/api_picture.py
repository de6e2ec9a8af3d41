"""Endpoints ``product/*/images/*`` that make new pictures out of uploaded ones."""

from typing import Any

from . import pictures
from .errors import ApiError
from .gate import Call
from .model import Record
from .store import Store

DAY = 86_400
MOST_IMAGES = 200
MOST_TASKS = 20
TASKS_A_DAY = 500
LANGUAGES = (
    "cs-CZ", "da-DK", "de-AT", "de-BE", "de-DE", "el-GR", "en-GB", "en-IE", "es-ES", "fi-FI", "fr-BE",
    "fr-FR", "hu-HU", "it-IT", "nl-BE", "nl-NL", "pl-PL", "pt-PT", "sv-SE",
)  # fmt: skip


class PictureApi:
    """White backgrounds and translated words; the results can be listed with."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def optimize(self, call: Call) -> dict[str, Any]:
        """POST /product/202404/images/optimize."""
        images = call.body.get("images") or []
        if len(images) > MOST_IMAGES:
            raise ApiError(12038007)
        for entry in images:
            if not entry.get("uri", "").startswith(pictures.FOLDER):
                raise ApiError(12019065)
            if entry.get("optimization_mode") != ["WHITE_BACKGROUND"]:
                raise ApiError(12019070)
            if not pictures.exists(self._store, entry["uri"]):
                raise ApiError(12052722)
        return {"images": [self._optimized(call, entry["uri"]) for entry in images]}

    def _optimized(self, call: Call, uri: str) -> dict[str, Any]:
        base, made = call.request.base_url, pictures.made_from(self._store, uri, "white")
        width, height = pictures.size_of(self._store, uri)
        return {
            "height": height,
            "width": width,
            "original_uri": uri,
            "original_url": pictures.url_of(self._store, base, uri),
            "optimized_uri": made,
            "optimized_url": pictures.url_of(self._store, base, made),
            "optimize_status": "SUCCESS",
        }

    def translate(self, call: Call) -> dict[str, Any]:
        """POST /product/202505/images/translation_tasks: one task for each picture and language."""
        wanted = [
            (entry["image_uri"], language)
            for entry in call.body["images"]
            for language in entry["target_languages"]
        ]
        for uri, language in wanted:
            if not pictures.exists(self._store, uri):
                raise ApiError(12038008)
            if language not in LANGUAGES:
                raise ApiError(12038009)
        today = self._store.now // DAY
        made = [task for task in self._tasks(call) if task.data["time"] // DAY == today]
        if len(made) + len(wanted) > TASKS_A_DAY:
            raise ApiError(12038012)
        return {"translation_tasks": [self._start(call, uri, language) for uri, language in wanted]}

    def _tasks(self, call: Call) -> list[Record]:
        return self._store.of_shop("translation", call.shop.id)

    def _start(self, call: Call, uri: str, language: str) -> dict[str, Any]:
        number = self._store.new_id("translation")
        data = {"uri": uri, "language": language, "time": self._store.now}
        self._store.keep("translation", Record(number, call.shop.id, data))
        return {"image_uri": uri, "target_language": language, "id": number}

    def translations(self, call: Call) -> dict[str, Any]:
        """GET /product/202506/images/translation_tasks: at most 20."""
        numbers = call.entries("translation_task_ids")
        if len(numbers) > MOST_TASKS:
            raise ApiError(12038010)
        known = {task.id: task for task in self._tasks(call)}
        if not all(number in known for number in numbers):
            raise ApiError(12038011)
        return {"translation_tasks": [self._show(call, known[number]) for number in numbers]}

    def _show(self, call: Call, task: Record) -> dict[str, Any]:
        data, switches, base = task.data, self._store.switches, call.request.base_url
        row = {
            "id": task.id,
            "original_image": {"uri": data["uri"], "url": pictures.url_of(self._store, base, data["uri"])},
            "target_language": data["language"],
        }
        if data["time"] + switches.translation_delay > self._store.now:
            return {**row, "status": "PROCESSING"}
        if switches.translation_result == "fail":
            return {**row, "status": "FAILED", "fail_reason": "No text was found in the image."}
        made = pictures.made_from(self._store, data["uri"], data["language"])
        shown = {"uri": made, "url": pictures.url_of(self._store, base, made)}
        return {**row, "status": "COMPLETED", "translated_image": shown}
