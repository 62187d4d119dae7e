"""What Wagtail and the database say, said again in the desk's own words."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Locale
from wagtail.signals import published, unpublished
from wagtail.users.models import UserProfile

from dateline.desk import originals, publication, signals
from dateline.desk.models import (
    Contributor,
    FrontPage,
    KeptFile,
    LanguageEdition,
    Lead,
    MovedAddress,
    Newspaper,
    Outlet,
    Photograph,
    Section,
    Story,
    Topic,
)
from dateline.wire import api as wire

_REGISTERS = {Topic: "topic", Contributor: "contributor", Outlet: "outlet"}


@receiver(published, sender=Story)
def _story_was_published(instance: Story, **_: Any) -> None:
    if instance.live:
        publication.record(instance)
        originals.follow(instance)
        signals.story_changed.send(Story, story_id=instance.pk)


@receiver(unpublished, sender=Story)
def _story_was_taken_away(instance: Story, **_: Any) -> None:
    wire.forget(instance.pk)
    signals.story_changed.send(Story, story_id=instance.pk)


@receiver(pre_delete, sender=Story)
def _remember_addresses(instance: Story, **_: Any) -> None:
    former = instance.moved_addresses.values_list("address", flat=True)
    instance._former = [*former, *filter(None, [instance.address])]
    wire.forget(instance.pk)


@receiver(post_delete, sender=Story)
def _story_was_deleted(instance: Story, **_: Any) -> None:
    signals.story_changed.send(Story, story_id=instance.pk)
    signals.addresses_freed.send(Story, addresses=getattr(instance, "_former", []))


@receiver(pre_save, sender=Topic)
@receiver(pre_save, sender=Contributor)
@receiver(pre_save, sender=Section)
@receiver(pre_save, sender=Outlet)
def _remember_slug(sender: Any, instance: Any, raw: bool = False, **_: Any) -> None:
    instance._before = None if raw or not instance.pk else sender.objects.filter(pk=instance.pk).first()


@receiver(post_save, sender=Topic)
@receiver(post_save, sender=Contributor)
@receiver(post_save, sender=Section)
def _lead_on(sender: Any, instance: Any, **_: Any) -> None:
    """Keep the address that a listing had before leading to where it stands now."""
    before = getattr(instance, "_before", None)
    folder = {Topic: "topic/", Contributor: "by/", Section: ""}[sender]
    if sender is Contributor:
        languages = [edition.language for edition in LanguageEdition.objects.all()]
    else:
        languages = [instance.locale.language_code]
    for language in languages:
        place = f"{publication.paper_prefix(language)}{folder}"
        now = f"{place}{instance.slug}/"
        MovedAddress.objects.filter(address=now).delete()
        if before is not None and before.slug != instance.slug:
            left = f"{place}{before.slug}/"
            MovedAddress.objects.filter(target=left).update(target=now)
            MovedAddress.objects.update_or_create(address=left, defaults={"target": now, "story": None})


@receiver(post_save, sender=Topic)
@receiver(post_save, sender=Contributor)
@receiver(post_save, sender=Outlet)
def _register_was_saved(sender: Any, instance: Any, **_: Any) -> None:
    before = getattr(instance, "_before", None)
    if before is not None:
        old, new = getattr(before, "slug", ""), getattr(instance, "slug", "")
        signals.register_changed.send(sender, kind=_REGISTERS[sender], id=instance.pk, old=old, new=new)


@receiver(pre_delete, sender=Topic)
def _remember_stories(instance: Topic, **_: Any) -> None:
    instance._stories = list(instance.stories.filter(live=True).values_list("pk", flat=True))


@receiver(post_delete, sender=Topic)
def _topic_was_deleted(instance: Topic, **_: Any) -> None:
    for story in getattr(instance, "_stories", []):
        signals.story_changed.send(Story, story_id=story)
    prefix = publication.paper_prefix(instance.locale.language_code)
    signals.addresses_freed.send(Topic, addresses=[f"{prefix}topic/{instance.slug}/"])


@receiver(pre_save, sender=Photograph)
def _hash_photograph(instance: Photograph, raw: bool = False, **_: Any) -> None:
    """The hash is part of printed names, so it is there from the first moment; Wagtail would make it when asked."""
    if not raw and instance.file and not instance.file_hash:
        instance._set_image_file_metadata()


@receiver(post_save, sender=Photograph)
def _photograph_was_saved(instance: Photograph, created: bool, **_: Any) -> None:
    if created:
        return
    from wagtail.models import ReferenceIndex

    from dateline.desk.copy import paper

    for reference in ReferenceIndex.get_references_to(instance).filter(base_content_type__model="story"):
        signals.story_changed.send(Story, story_id=int(reference.object_id))
    for kept in instance.kept.all():
        signals.file_changed.send(KeptFile, file=kept.pk)
    if paper().logo and Newspaper.load().logo_id == instance.pk:
        signals.paper_changed.send(Newspaper)


@receiver(post_save, sender=KeptFile)
def _file_was_saved(instance: KeptFile, **_: Any) -> None:
    signals.file_changed.send(KeptFile, file=instance.pk)


@receiver(post_delete, sender=KeptFile)
def _file_was_deleted(instance: KeptFile, **_: Any) -> None:
    signals.addresses_freed.send(KeptFile, addresses=[instance.address])


@receiver(post_save, sender=Lead)
@receiver(post_delete, sender=Lead)
def _front_was_arranged(instance: Lead, **_: Any) -> None:
    signals.front_changed.send(FrontPage, language=instance.front.language)


@receiver(pre_save, sender=UserProfile)
def _desk_time_is_the_papers(instance: UserProfile, **_: Any) -> None:
    """Whoever has not chosen another time zone works in the paper's."""
    instance.current_time_zone = instance.current_time_zone or Newspaper.load().time_zone


@receiver(pre_save, sender=Newspaper)
def _desk_time_moves_with_the_papers(instance: Newspaper, **_: Any) -> None:
    before = Newspaper.objects.filter(pk=instance.pk).values_list("time_zone", flat=True).first()
    if before and before != instance.time_zone:
        UserProfile.objects.filter(current_time_zone=before).update(current_time_zone=instance.time_zone)


@receiver(post_save, sender=Newspaper)
@receiver(post_save, sender=Section)
@receiver(post_delete, sender=Section)
@receiver(post_save, sender=LanguageEdition)
@receiver(post_delete, sender=LanguageEdition)
def _paper_was_changed(sender: Any, instance: Any, **_: Any) -> None:
    if sender is LanguageEdition:
        Locale.objects.get_or_create(language_code=instance.language)
    signals.paper_changed.send(sender)
