import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/**
 * Tell how many variants were matched, with one click to undo the whole run.
 *
 * @param {Object} env
 * @param {{params: {message: string, job_ids: number[]}}} action
 * @returns {Object} what lets the list behind it show the result
 */
export function showMatched(env, action) {
    const { message, job_ids } = action.params;
    const close = env.services.notification.add(message, {
        type: "success",
        autocloseDelay: 10000,
        buttons: [
            {
                name: _t("Undo"),
                onClick: async () => {
                    close();
                    const undone = await env.services.orm.call("ocean.job", "action_undo", [job_ids]);
                    await env.services.action.doAction(undone);
                },
            },
            {
                name: _t("Open"),
                onClick: () => env.services.action.doAction({
                    type: "ir.actions.act_window",
                    res_model: "ocean.job",
                    res_id: job_ids[0],
                    views: [[false, "form"]],
                }),
            },
        ],
    });
    return { type: "ir.actions.act_window_close" };
}

registry.category("actions").add("ocean_matched", showMatched);
