"""Every setting comes from the environment (see .env.example); the defaults suit a trial on one
machine only.

A module for each subject. `variables.env` reads the variables and collects what is wrong with them;
the last line here refuses all of it at once. New settings go into the module of their subject; one
is read from the environment by `env.boolean("NAME", default=False)` and the like
(config/environment), and explained in .env.example.
"""

from config.settings.applications import *
from config.settings.data import *
from config.settings.files import *
from config.settings.language import *
from config.settings.logs import *
from config.settings.mail import *
from config.settings.people import *
from config.settings.provinces import *
from config.settings.queue import *
from config.settings.security import *
from config.settings.site import *
from config.settings.variables import BASE_DIR as BASE_DIR, env

env.refuse_what_is_wrong()
