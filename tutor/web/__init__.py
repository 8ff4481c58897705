"""The service over HTTP: a JSON API, an event stream and the student's page. It decides nothing."""

from tutor.web.app import create_app
