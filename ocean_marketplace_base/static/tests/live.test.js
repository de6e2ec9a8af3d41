import { describe, destroy, expect, test } from "@odoo/hoot";
import { click, edit } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { startBusService, waitNotifications } from "@bus/../tests/bus_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    getService,
    makeMockEnv,
    MockServer,
    models,
    mountView,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { FALLBACK, INTERVAL, JITTER } from "@ocean_marketplace_base/live/live_hook";

describe.current.tags("desktop");

class Storefront extends models.Model {
    _name = "ocean.storefront";
    name = fields.Char();
    _records = [
        { id: 1, name: "Ombak Wear" },
        { id: 2, name: "Rumah Senja" },
    ];
}

class Order extends models.Model {
    _name = "ocean.order";
    name = fields.Char();
    storefront_id = fields.Many2one({ relation: "ocean.storefront" });
    _records = [
        { id: 1, name: "2411228K3X7PQA", storefront_id: 1 },
        { id: 2, name: "2411229M4Y8RSB", storefront_id: 2 },
    ];
}

defineMailModels();
defineModels([Storefront, Order]);

const LIST = `<list js_class="ocean_live_list" editable="bottom"><field name="name"/></list>`;
const FORM = `<form js_class="ocean_live_form"><field name="name"/><field name="storefront_id"/></form>`;
const KANBAN = `<kanban js_class="ocean_live_kanban"><templates><t t-name="card"><field name="name"/></t></templates></kanban>`;
const PILL = ".o_ocean_live_pill";

/** Mount a live view of orders; each later load of it becomes the step "load". */
async function mountLive(type, arch, params = {}) {
    patchWithCleanup(Math, { random: () => 0.5 });
    await makeMockEnv();
    await startBusService();
    const view = await mountView({ type, arch, resModel: "ocean.order", ...params });
    getService("bus_service").workerState = "CONNECTED";
    onRpc("ocean.order", type === "form" ? "web_read" : "web_search_read", () => expect.step("load"));
    return view;
}

/** Send what the server sends when orders changed. */
async function changed(storefrontIds = [1], model = "ocean.order") {
    const payload = { model, storefront_ids: storefrontIds };
    MockServer.env["bus.bus"]._sendone(serverState.partnerId, "ocean.changed", payload);
    await waitNotifications(["ocean.changed", payload]);
}

/** Let the longest time to the next reload pass. */
async function settle() {
    await advanceTime(INTERVAL + JITTER + 1);
    await animationFrame();
}

test("a list shows a change by itself", async () => {
    await mountLive("list", LIST);
    MockServer.env["ocean.order"].write([1], { name: "CHANGED" });
    await changed();
    await settle();
    expect.verifySteps(["load"]);
    expect(".o_data_row:first .o_data_cell").toHaveText("CHANGED");
    expect(PILL).toHaveCount(0);
});

test("a kanban shows a change by itself", async () => {
    await mountLive("kanban", KANBAN);
    await changed();
    await settle();
    expect.verifySteps(["load"]);
});

test("a form shows a change of its storefront by itself, and no other", async () => {
    await mountLive("form", FORM, { resId: 1 });
    await changed([2]);
    await settle();
    expect.verifySteps([]);
    await changed([1, 2]);
    await settle();
    expect.verifySteps(["load"]);
});

test("changes of other models do not reload", async () => {
    await mountLive("list", LIST);
    await changed([1], "ocean.conversation");
    await settle();
    expect.verifySteps([]);
});

test("a burst of changes is one reload, and the next one waits", async () => {
    await mountLive("list", LIST);
    await settle();
    await changed();
    await changed();
    await changed();
    await advanceTime(JITTER);
    await animationFrame();
    expect.verifySteps(["load"]);
    await changed();
    await advanceTime(JITTER);
    await animationFrame();
    expect.verifySteps([]);
    await settle();
    expect.verifySteps(["load"]);
});

test("selected records stay selected: a pill counts the changes and reloads when pressed", async () => {
    await mountLive("list", LIST);
    await contains(".o_data_row:first .o_list_record_selector input").click();
    await changed();
    await changed();
    await settle();
    expect.verifySteps([]);
    expect(PILL).toHaveText("2 changes · Refresh");
    await contains(PILL).click();
    expect.verifySteps(["load"]);
    expect(PILL).toHaveCount(0);
});

test("a row being edited is left alone until it is saved", async () => {
    await mountLive("list", LIST);
    await contains(".o_data_row:first .o_data_cell").click();
    await changed();
    await settle();
    expect.verifySteps([]);
    expect(PILL).toHaveText("1 change · Refresh");
    await contains(".o_list_button_discard").click();
    await settle();
    expect.verifySteps(["load"]);
    expect(PILL).toHaveCount(0);
});

test("what is typed into a form is not lost; the pill saves it and reloads", async () => {
    await mountLive("form", FORM, { resId: 1 });
    onRpc("ocean.order", "web_save", ({ args }) => expect.step(args[1].name));
    await click(".o_field_widget[name=name] input");
    await edit("TYPED", { confirm: "blur" });
    await changed();
    await settle();
    expect.verifySteps([]);
    await contains(PILL).click();
    expect.verifySteps(["TYPED", "load"]);
    expect(".o_field_widget[name=name] input").toHaveValue("TYPED");
});

test("nothing moves behind an open dialog", async () => {
    await mountLive("list", LIST);
    const close = getService("dialog").add(ConfirmationDialog, { body: "Sure?" });
    await animationFrame();
    await changed();
    await settle();
    expect.verifySteps([]);
    close();
    await animationFrame();
    await settle();
    expect.verifySteps(["load"]);
});

test("a hidden tab waits until it is seen", async () => {
    await mountLive("list", LIST);
    let visibility = "hidden";
    patchWithCleanup(document, {
        get visibilityState() {
            return visibility;
        },
    });
    await changed();
    await settle();
    expect.verifySteps([]);
    visibility = "visible";
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect.verifySteps(["load"]);
});

test("without a websocket the view looks every minute", async () => {
    await mountLive("list", LIST);
    await advanceTime(FALLBACK + 1);
    expect.verifySteps([]);
    getService("bus_service").workerState = "DISCONNECTED";
    await advanceTime(FALLBACK + 1);
    await animationFrame();
    expect.verifySteps(["load"]);
});

test("a closed view listens no more", async () => {
    const view = await mountLive("list", LIST);
    destroy(view);
    await changed();
    await settle();
    expect.verifySteps([]);
});
