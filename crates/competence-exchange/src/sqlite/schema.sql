-- A competence framework. Texts are in `text`, by element, field and language; what is in what is in tables of
-- its own, each with foreign keys. The views answer the usual questions.

CREATE TABLE framework (
    id TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    primary_language TEXT NOT NULL,
    base_iri TEXT,
    licence TEXT,
    code TEXT,
    iri TEXT,
    valid_from TEXT,
    valid_until TEXT
) STRICT;

CREATE TABLE framework_text (
    field TEXT NOT NULL,
    number INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (field, number, language)
) STRICT;

-- What else the manifest says, as JSON.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

-- need: primary, required or optional.
CREATE TABLE language (
    tag TEXT PRIMARY KEY,
    need TEXT NOT NULL
) STRICT;

-- The scale for ratings is `rating`.
CREATE TABLE scale_level (
    scale TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (scale, value)
) STRICT;

CREATE TABLE scale_level_text (
    scale TEXT NOT NULL,
    value INTEGER NOT NULL,
    field TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (scale, value, field, language),
    FOREIGN KEY (scale, value) REFERENCES scale_level (scale, value)
) STRICT;

CREATE TABLE facet (
    id TEXT PRIMARY KEY
) STRICT;

CREATE TABLE facet_text (
    facet TEXT NOT NULL REFERENCES facet (id),
    field TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (facet, field, language)
) STRICT;

CREATE TABLE organisation (
    id TEXT PRIMARY KEY
) STRICT;

CREATE TABLE organisation_title (
    organisation TEXT NOT NULL REFERENCES organisation (id),
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (organisation, language)
) STRICT;

-- type: cluster, competence, indicator or profile. An indicator without a status of its own has that of its
-- competence; `has_own_status` tells. source_basis and source_reference say what the element rests on.
CREATE TABLE element (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('cluster', 'competence', 'indicator', 'profile')),
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    has_own_status INTEGER NOT NULL CHECK (has_own_status IN (0, 1)),
    code TEXT,
    iri TEXT NOT NULL,
    has_own_iri INTEGER NOT NULL CHECK (has_own_iri IN (0, 1)),
    valid_from TEXT,
    valid_until TEXT,
    source_basis TEXT,
    source_reference TEXT
) STRICT;

CREATE TABLE text (
    element TEXT NOT NULL REFERENCES element (id),
    field TEXT NOT NULL,
    number INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (element, field, number, language)
) STRICT;

CREATE TABLE cluster (
    id TEXT PRIMARY KEY REFERENCES element (id),
    parent TEXT REFERENCES cluster (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE cluster_organisation (
    cluster TEXT NOT NULL REFERENCES cluster (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (cluster, organisation)
) STRICT;

CREATE TABLE competence (
    id TEXT PRIMARY KEY REFERENCES element (id),
    kind TEXT NOT NULL,
    scale TEXT
) STRICT;

-- The levels at which a competence is described; the texts are in `text`, by the number of the level.
CREATE TABLE competence_level (
    competence TEXT NOT NULL REFERENCES competence (id),
    number INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (competence, number)
) STRICT;

-- The first of a competence's clusters is its own; it may be in further ones.
CREATE TABLE membership (
    cluster TEXT NOT NULL REFERENCES cluster (id),
    competence TEXT NOT NULL REFERENCES competence (id),
    is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),
    position INTEGER NOT NULL,
    PRIMARY KEY (competence, cluster)
) STRICT;

CREATE TABLE indicator (
    id TEXT PRIMARY KEY REFERENCES element (id),
    competence TEXT NOT NULL REFERENCES competence (id),
    polarity TEXT NOT NULL,
    level INTEGER
) STRICT;

CREATE TABLE indicator_facet (
    indicator TEXT NOT NULL REFERENCES indicator (id),
    facet TEXT NOT NULL REFERENCES facet (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (indicator, facet)
) STRICT;

-- Indicators of other competences that a competence includes.
CREATE TABLE inclusion (
    competence TEXT NOT NULL REFERENCES competence (id),
    indicator TEXT NOT NULL REFERENCES indicator (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (competence, indicator)
) STRICT;

CREATE TABLE profile (
    id TEXT PRIMARY KEY REFERENCES element (id),
    cluster TEXT REFERENCES cluster (id)
) STRICT;

CREATE TABLE profile_base (
    profile TEXT NOT NULL REFERENCES profile (id),
    base TEXT NOT NULL REFERENCES profile (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    PRIMARY KEY (profile, base)
) STRICT;

-- Requirements as they are written.
CREATE TABLE requirement (
    profile TEXT NOT NULL REFERENCES profile (id),
    number INTEGER NOT NULL,
    kind TEXT,
    cluster TEXT REFERENCES cluster (id),
    competence TEXT REFERENCES competence (id),
    level INTEGER,
    necessity TEXT,
    PRIMARY KEY (profile, number)
) STRICT;

CREATE TABLE requirement_indicator (
    profile TEXT NOT NULL,
    number INTEGER NOT NULL,
    indicator TEXT NOT NULL REFERENCES indicator (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (profile, number, indicator),
    FOREIGN KEY (profile, number) REFERENCES requirement (profile, number)
) STRICT;

-- What requirements resolve to, with those of the profiles that a profile extends.
CREATE TABLE profile_competence (
    profile TEXT NOT NULL REFERENCES profile (id),
    competence TEXT NOT NULL REFERENCES competence (id),
    level INTEGER,
    necessity TEXT NOT NULL,
    PRIMARY KEY (profile, competence)
) STRICT;

CREATE TABLE profile_indicator (
    profile TEXT NOT NULL,
    competence TEXT NOT NULL,
    indicator TEXT NOT NULL REFERENCES indicator (id),
    PRIMARY KEY (profile, competence, indicator),
    FOREIGN KEY (profile, competence) REFERENCES profile_competence (profile, competence)
) STRICT;

CREATE TABLE relation (
    element TEXT NOT NULL REFERENCES element (id),
    position INTEGER NOT NULL,
    relation TEXT NOT NULL,
    target TEXT NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (element, position)
) STRICT;

CREATE TABLE mapping (
    element TEXT NOT NULL REFERENCES element (id),
    position INTEGER NOT NULL,
    relation TEXT NOT NULL,
    target TEXT NOT NULL,
    title TEXT,
    version TEXT,
    justification TEXT,
    confidence REAL,
    author TEXT,
    date TEXT,
    note TEXT,
    PRIMARY KEY (element, position)
) STRICT;

-- What comes instead of what is deprecated.
CREATE TABLE successor (
    element TEXT NOT NULL REFERENCES element (id),
    successor TEXT NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    PRIMARY KEY (element, successor)
) STRICT;

CREATE TABLE link (
    element TEXT NOT NULL REFERENCES element (id),
    position INTEGER NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (element, position)
) STRICT;

CREATE TABLE suppression (
    element TEXT NOT NULL REFERENCES element (id),
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (element, position)
) STRICT;

-- Keys of an organisation's own.
CREATE TABLE extension (
    element TEXT NOT NULL REFERENCES element (id),
    key TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)),
    PRIMARY KEY (element, key)
) STRICT;

-- Decisions, by the version that they came with; `record` is all of it, as JSON.
CREATE TABLE lineage (
    version TEXT NOT NULL,
    number INTEGER NOT NULL,
    change TEXT NOT NULL,
    reason TEXT,
    decided TEXT,
    record TEXT NOT NULL CHECK (json_valid(record)),
    PRIMARY KEY (version, number)
) STRICT;

-- side: from or to. Elements of earlier versions need not be there any more.
CREATE TABLE lineage_element (
    version TEXT NOT NULL,
    number INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('from', 'to')),
    position INTEGER NOT NULL,
    element TEXT NOT NULL,
    PRIMARY KEY (version, number, side, position),
    FOREIGN KEY (version, number) REFERENCES lineage (version, number)
) STRICT;

-- How ratings of the version before are to be read on the scale of this one, as JSON.
CREATE TABLE lineage_scale (
    version TEXT PRIMARY KEY,
    map TEXT NOT NULL CHECK (json_valid(map))
) STRICT;

CREATE INDEX indicator_by_competence ON indicator (competence);
CREATE INDEX membership_by_cluster ON membership (cluster);
CREATE INDEX inclusion_by_indicator ON inclusion (indicator);
CREATE INDEX profile_indicator_by_indicator ON profile_indicator (indicator);
CREATE INDEX mapping_by_target ON mapping (target);
CREATE INDEX lineage_element_by_element ON lineage_element (element);

-- The title of each element, or the statement of an indicator, in each language.
CREATE VIEW title AS
SELECT element, language, text
FROM text
WHERE field IN ('title', 'statement');

-- All indicators of each competence, its own and those that it includes, in order.
CREATE VIEW competence_indicator AS
SELECT indicator.competence, indicator.id AS indicator, 1 AS is_own, element.position
FROM indicator JOIN element ON element.id = indicator.id
UNION ALL
SELECT competence, indicator, 0, 1000000 + position FROM inclusion;

-- A row for each competence and indicator, with texts in each language in which the competence has a title.
CREATE VIEW catalogue AS
SELECT
    title.language,
    competence.kind,
    membership.cluster,
    (SELECT text FROM title AS it WHERE it.element = membership.cluster AND it.language = title.language)
        AS cluster_title,
    competence.id AS competence,
    title.text AS competence_title,
    all_of.indicator,
    (SELECT text FROM title AS it WHERE it.element = all_of.indicator AND it.language = title.language) AS statement,
    element.status
FROM competence
JOIN title ON title.element = competence.id
JOIN element AS home ON home.id = competence.id
LEFT JOIN membership ON membership.competence = competence.id AND membership.is_own = 1
LEFT JOIN competence_indicator AS all_of ON all_of.competence = competence.id
LEFT JOIN element ON element.id = all_of.indicator
ORDER BY title.language, home.position, all_of.position;

-- What each profile is assessed on, with the title and statement in the primary language.
CREATE VIEW profile_demand AS
SELECT
    asked.profile,
    asked.competence,
    competence_title.text AS competence_title,
    asked.level,
    asked.necessity,
    profile_indicator.indicator,
    statement.text AS statement
FROM profile_competence AS asked
JOIN framework
LEFT JOIN profile_indicator
    ON profile_indicator.profile = asked.profile AND profile_indicator.competence = asked.competence
LEFT JOIN title AS competence_title
    ON competence_title.element = asked.competence AND competence_title.language = framework.primary_language
LEFT JOIN title AS statement
    ON statement.element = profile_indicator.indicator AND statement.language = framework.primary_language;

-- Texts that are there in the primary language and not in one that is required.
CREATE VIEW untranslated AS
SELECT text.element, text.field, text.number, language.tag AS language, text.text AS primary_text
FROM text
JOIN framework ON text.language = framework.primary_language
JOIN language ON language.need = 'required'
LEFT JOIN text AS other
    ON other.element = text.element AND other.field = text.field AND other.number = text.number
    AND other.language = language.tag
WHERE other.text IS NULL AND text.field IN ('title', 'statement', 'definition', 'description', 'field');

-- What became of each element that a decision leads from, one step.
CREATE VIEW became AS
SELECT former.element AS element, lineage.version, lineage.change, latter.element AS became, lineage.reason
FROM lineage
JOIN lineage_element AS former
    ON former.version = lineage.version AND former.number = lineage.number AND former.side = 'from'
LEFT JOIN lineage_element AS latter
    ON latter.version = lineage.version AND latter.number = lineage.number AND latter.side = 'to';
