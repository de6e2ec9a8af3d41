"""The control API: steer the simulator over HTTP. Documented in README.md beside this file."""

import re
from collections.abc import Callable
from typing import Any

from .http import Request, Response, json_response
from .platform import BadOption, PlatformSimulator, UnknownThing
from .world import World

PREFIX = "/_sandbox"

Action = Callable[[Request, dict[str, Any], tuple[str, ...]], Any]


class Control:
    """Answers the control API."""

    def __init__(self, world: World, platforms: dict[str, PlatformSimulator]) -> None:
        self._world = world
        self._platforms = platforms
        self._routes: list[tuple[str, re.Pattern[str], Action]] = [
            (method, re.compile(pattern), action)
            for method, pattern, action in (
                ("GET", "/?", self._overview),
                ("GET", "/state", self._state),
                ("GET", "/summary", self._summary),
                ("GET", "/orders", self._list_orders),
                ("POST", "/orders", self._place_orders),
                ("POST", "/orders/([^/]+)/(advance|cancel|request_cancel|edit)", self._change_order),
                ("POST", "/push", self._push),
                ("GET", "/pushes", self._pushes),
                ("GET", "/clock", self._clock),
                ("POST", "/clock", self._move_clock),
                ("GET", "/faults", self._faults),
                ("POST", "/faults", self._set_faults),
                ("GET", "/calls", self._calls),
                ("POST", "/calls/clear", self._clear_calls),
                ("POST", "/shops", self._shops),
                ("POST", "/config", self._config),
            )
        ]

    def answer(self, request: Request) -> Response:
        """Return the answer to a control call: 200, 400 with ``error``, or 404 with ``error``."""
        path = request.path[len(PREFIX) :]
        for method, pattern, action in self._routes:
            if method == request.method and (found := pattern.fullmatch(path)):
                return self._run(action, request, found.groups())
        return json_response({"error": f"no control call {request.method} {path}"}, 404)

    def _run(self, action: Action, request: Request, parts: tuple[str, ...]) -> Response:
        try:
            options = request.json()
            if not isinstance(options, dict):
                raise BadOption("the body must be a JSON object")
            return json_response(action(request, options, parts))
        except UnknownThing as error:
            return json_response({"error": str(error)}, 404)
        except (ValueError, TypeError) as error:
            return json_response({"error": str(error)}, 400)

    def _platform(self, options: dict[str, Any]) -> PlatformSimulator:
        key = options.pop("platform", None) or next(iter(self._platforms), "")
        if key not in self._platforms:
            raise UnknownThing(f"no platform {key!r}")
        return self._platforms[key]

    def _per_platform(self, call: Callable[[PlatformSimulator], Any]) -> dict[str, Any]:
        with self._world.lock:
            return {key: call(platform) for key, platform in self._platforms.items()}

    def _overview(self, request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        info = self._per_platform(lambda platform: platform.info(request.base_url))
        return {"control_url": request.base_url + PREFIX, **info}

    def _state(self, _request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        return {
            "seed": self._world.seed,
            "epoch": self._world.epoch,
            "platforms": self._per_platform(lambda platform: platform.state()),
        }

    def _summary(self, _request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        return self._per_platform(lambda platform: platform.summary())

    def _list_orders(self, request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        found = self._per_platform(lambda platform: platform.orders())
        rows = [{"platform": key, **row} for key, orders in found.items() for row in orders]
        for name in ("platform", "shop_id", "status"):
            if (wanted := request.get(name)) is not None:
                rows = [row for row in rows if str(row[name]) == wanted]
        return {"orders": rows}

    def _place_orders(self, _request: Request, options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        with self._world.lock:
            return {"orders": self._platform(options).place_orders(options)}

    def _change_order(self, _request: Request, options: dict[str, Any], parts: tuple[str, ...]) -> Any:
        order_id, action = parts
        wanted = options.pop("platform", None)
        with self._world.lock:
            for key, platform in self._platforms.items():
                if wanted in (None, key) and platform.has_order(order_id):
                    return platform.change_order(order_id, action, options)
        raise UnknownThing(f"no order {order_id!r}")

    def _push(self, _request: Request, options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        with self._world.lock:
            return {"pushes": self._platform(options).send_push(options)}

    def _pushes(self, _request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        return {"pushes": self._world.pushes.as_list()}

    def _clock(self, _request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        return {"now": self._world.clock.time(), "epoch": self._world.epoch}

    def _move_clock(self, request: Request, options: dict[str, Any], parts: tuple[str, ...]) -> Any:
        self._world.clock.advance(float(options.get("advance", 0)))
        self._world.pushes.wake()
        return self._clock(request, options, parts)

    def _faults(self, _request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        return {"faults": self._world.faults.as_list()}

    def _set_faults(self, request: Request, options: dict[str, Any], parts: tuple[str, ...]) -> Any:
        clear = options.pop("clear", None)
        if clear is True:
            self._world.faults.clear()
        elif isinstance(clear, str):
            self._world.faults.clear(kind=clear)
        elif isinstance(clear, int):
            self._world.faults.clear(fault_id=clear)
        for fault in options.pop("set", [options] if options else []):
            self._world.faults.add(**fault)
        return self._faults(request, options, parts)

    def _calls(self, request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        path, platform = request.get("path") or "*", request.get("platform") or "*"
        return self._world.journal.report(path, platform, int(request.get("since") or 0))

    def _clear_calls(self, _request: Request, _options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        self._world.journal.clear()
        return {}

    def _shops(self, _request: Request, options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        with self._world.lock:
            return {"shops": self._platform(options).add_shops(options)}

    def _config(self, _request: Request, options: dict[str, Any], _parts: tuple[str, ...]) -> Any:
        with self._world.lock:
            return self._platform(options).configure(options)
