import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";
import { onMounted, onWillUnmount, reactive, useState } from "@odoo/owl";

export const INTERVAL = 2000; // ms: the shortest time between two reloads
export const JITTER = 1000; // ms: spreads the reloads of many screens
export const FALLBACK = 60000; // ms: how often to look without a websocket

// Figures of a storefront are made of its orders and exceptions, and so on.
const WATCHED = {
    "ocean.storefront": ["ocean.storefront", "ocean.order", "ocean.exception"],
    "ocean.order": ["ocean.order", "ocean.exception"],
    "ocean.exception": ["ocean.exception", "ocean.order"],
    "ocean.storefront.connect": ["ocean.storefront", "ocean.order"],
};

/**
 * Reload a view when the server says that its records changed, but never under a person's hands: while the
 * view is in use, only a pill with the number of changes appears. Hidden tabs wait until they are seen.
 *
 * @param {Object} options
 * @param {string} options.model model of the view
 * @param {() => boolean} options.isBusy whether a reload would disturb the person
 * @param {() => Promise<any>} options.reload
 * @param {() => Promise<any>} options.leave save what is being edited, before a reload the person asked for
 * @param {(storefrontIds: number[]) => boolean} [options.concerns] whether these storefronts are shown
 * @returns {{ pending: number, label: string, refresh: () => Promise<void> }}
 */
export function useLiveRefresh({ model, isBusy, reload, leave, concerns = () => true }) {
    const bus = useService("bus_service");
    const models = WATCHED[model] || [model, "ocean.storefront"];
    let changes = 0;
    let lastLoad = Date.now();
    let timer = null;
    let poll = null;

    const live = useState(
        reactive({
            pending: 0,
            get label() {
                return live.pending === 1
                    ? _t("1 change · Refresh")
                    : _t("%s changes · Refresh", live.pending);
            },
            async refresh() {
                await leave();
                await load();
            },
        })
    );

    async function load() {
        changes = 0;
        live.pending = 0;
        lastLoad = Date.now();
        await reload();
    }

    function schedule(wait = Math.max(0, lastLoad + INTERVAL - Date.now())) {
        timer ??= browser.setTimeout(attempt, wait + Math.random() * JITTER);
    }

    async function attempt() {
        timer = null;
        if (!changes || document.visibilityState === "hidden") {
            return; // nothing to show, or `onVisible` comes back to it
        }
        if (isBusy()) {
            live.pending = changes;
            schedule(INTERVAL);
        } else {
            await load();
        }
    }

    function onChanged({ model: changed, storefront_ids }) {
        if (models.includes(changed) && concerns(storefront_ids)) {
            changes++;
            schedule();
        }
    }

    function onVisible() {
        if (changes && document.visibilityState === "visible") {
            schedule();
        }
    }

    function lookWithoutWebsocket() {
        if (bus.workerState !== "CONNECTED" && document.visibilityState === "visible" && !isBusy()) {
            load();
        }
    }

    onMounted(() => {
        bus.subscribe("ocean.changed", onChanged);
        document.addEventListener("visibilitychange", onVisible);
        poll = browser.setInterval(lookWithoutWebsocket, FALLBACK);
    });
    onWillUnmount(() => {
        bus.unsubscribe("ocean.changed", onChanged);
        document.removeEventListener("visibilitychange", onVisible);
        browser.clearInterval(poll);
        browser.clearTimeout(timer);
    });
    return live;
}

/**
 * @param {Object} controller
 * @returns {boolean} whether a dialog, an open menu or a focused input would be disturbed by a reload
 */
export function isInUse(controller) {
    const el = controller.rootRef.el;
    if (!el || !controller.env.services.ui.activeElement.contains(el)) {
        return true; // a dialog is open above the view
    }
    const content = el.querySelector(".o_content") || el;
    const typing = content.contains(document.activeElement) &&
        document.activeElement.matches("input, textarea, [contenteditable=true]");
    return typing || Boolean(document.querySelector(".o-dropdown--menu"));
}
