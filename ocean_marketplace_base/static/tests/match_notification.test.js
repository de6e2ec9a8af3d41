import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { getService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

describe.current.tags("desktop");
defineMailModels();

const MATCHED = {
    type: "ir.actions.client",
    tag: "ocean_matched",
    params: { message: "412 variants matched.", job_ids: [7] },
};

test("accepting many matches offers one click to undo them", async () => {
    onRpc("ocean.job", "action_undo", ({ args }) => {
        expect.step(`undo ${args[0]}`);
        return { type: "ir.actions.act_window_close" };
    });
    await mountWithCleanup(WebClient);

    await getService("action").doAction(MATCHED);
    await animationFrame();
    expect(".o_notification_content").toHaveText("412 variants matched.");
    expect(queryAllTexts(".o_notification_buttons button")).toEqual(["Undo", "Open"]);

    await click(".o_notification_buttons button:contains(Undo)");
    await animationFrame();
    expect.verifySteps(["undo 7"]);
    expect(".o_notification").toHaveCount(0);
});
