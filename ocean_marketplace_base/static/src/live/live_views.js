import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";
import { isInUse, useLiveRefresh } from "./live_hook";

/**
 * @param {typeof Object} Model
 * @returns {typeof Object} one whose reloads, after a button or a change told by the server, bring the
 *  counters of the search panel up to date as well; searches do that by themselves
 */
const withCounters = (Model) =>
    class extends Model {
        async load(params) {
            await super.load(params);
            const { searchModel } = this.env;
            if (!params && searchModel?.display.searchPanel) {
                await searchModel._reloadSections();
                await searchModel.sectionsPromise;
                searchModel.search(); // the panel draws itself again
            }
        }
    };

export class LiveKanbanController extends KanbanController {
    static template = "ocean_marketplace_base.LiveKanbanView";

    setup() {
        super.setup();
        this.live = useLiveRefresh({
            model: this.props.resModel,
            isBusy: () => isInUse(this) || this.model.root.selection?.length > 0,
            reload: () => this.model.load(),
            leave: () => Promise.resolve(),
        });
    }
}

export class LiveListController extends ListController {
    static template = "ocean_marketplace_base.LiveListView";

    setup() {
        super.setup();
        this.live = useLiveRefresh({
            model: this.props.resModel,
            isBusy: () =>
                isInUse(this) || Boolean(this.model.root.editedRecord) || this.model.root.selection.length > 0,
            reload: () => this.model.load(),
            leave: () => this.model.root.leaveEditMode(),
        });
    }
}

export class LiveFormController extends FormController {
    static template = "ocean_marketplace_base.LiveFormView";

    setup() {
        super.setup();
        this.live = useLiveRefresh({
            model: this.props.resModel,
            isBusy: () => isInUse(this) || this.model.root.isNew || this.model.root.dirty,
            reload: () => this.model.load(),
            leave: () => this.model.root.save(),
            concerns: (storefrontIds) => this.storefrontIds.some((id) => storefrontIds.includes(id)),
        });
    }

    get storefrontIds() {
        const { resId, data } = this.model.root;
        if (this.props.resModel === "ocean.storefront") {
            return [resId];
        }
        return data.storefront_ids?.currentIds ?? [data.storefront_id?.id];
    }
}

const views = registry.category("views");
views.add("ocean_live_kanban", {
    ...kanbanView,
    Controller: LiveKanbanController,
    Model: withCounters(kanbanView.Model),
});
views.add("ocean_live_list", {
    ...listView,
    Controller: LiveListController,
    Model: withCounters(listView.Model),
});
views.add("ocean_live_form", { ...formView, Controller: LiveFormController });
