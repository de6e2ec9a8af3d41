from . import controllers, models, wizards, wizards
