import { registry } from "@web/core/registry";

/**
 * Come back from a platform's page: the overview with the wizard on top of it, which goes on where it stopped.
 *
 * @param {Object} env
 * @returns {Promise<Object>} the action of the wizard
 */
export async function resumeConnecting(env) {
    await env.services.action.doAction("ocean_marketplace_base.ocean_storefront_action", {
        clearBreadcrumbs: true,
    });
    return env.services.orm.call("ocean.storefront.connect", "action_resume", []);
}

registry.category("actions").add("ocean_resume_connecting", resumeConnecting);
