import os

SECRET_KEY = "only for recording"
DEBUG = bool(os.environ.get("STORE_DEBUG"))
ALLOWED_HOSTS = ["*"]
USE_TZ = True
ROOT_URLCONF = "store.urls"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "store"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "store.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": ["templates"]}]
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}
