"""Wagtail's permission policies, with the groups that follow from posts."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies.collections import (
    CollectionOwnershipPermissionPolicy,
)
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from organisation.groups import groups_of


class PagesByPost(PagePermissionPolicy):
    def get_all_permissions_for_user(self, user):
        if user.is_anonymous:
            return GroupPagePermission.objects.none()
        by_group = GroupPagePermission.objects.filter(group__in=groups_of(user))
        return by_group.select_related("page", "permission")


class FilesByPost(CollectionOwnershipPermissionPolicy):
    """For pictures and documents."""

    def get_all_permissions_for_user(self, user):
        if user.is_anonymous:
            return GroupCollectionPermission.objects.none()
        by_group = GroupCollectionPermission.objects.filter(group__in=groups_of(user))
        return by_group.select_related("collection", "permission")


def register_policies():
    register_permission_policy(Page, PagesByPost())
    for model in (get_image_model(), get_document_model()):
        policy = FilesByPost(model, owner_field_name="uploaded_by_user")
        # For exactly this class: Wagtail's own app may register after us, for the class and below.
        register_permission_policy(model, policy, exact_class=True)
