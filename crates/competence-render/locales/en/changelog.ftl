# The changelog of a framework.
changelog-title = Changelog
changelog-intro = The form is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/). What a version promises: after a major one, assessments against the one before cannot be carried over as they are; after a minor or a patch one, they can.
first-release = The first release: { $things }
section-added = Added
section-changed = Changed
section-deprecated = Deprecated
section-removed = Removed
section-fixed = Fixed
settings-changed = Settings of the framework: { $changes }
about = { $noun } { $name }: { $change }
