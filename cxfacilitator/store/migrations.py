"""The tables of the engagement file, as each release made or changed them; what is released is never edited."""

FIRST = """
CREATE TABLE engagement (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    code TEXT NOT NULL CHECK (code <> ''),
    client TEXT NOT NULL,
    industry TEXT NOT NULL,
    sponsor TEXT NOT NULL,
    purpose TEXT NOT NULL,
    facilitator TEXT NOT NULL,
    formality TEXT NOT NULL CHECK (formality IN ('informal', 'formal')),
    round INTEGER NOT NULL CHECK (round >= 1),
    previous TEXT NOT NULL,
    competitors TEXT NOT NULL CHECK (json_valid(competitors) AND json_type(competitors) = 'array'),
    audiences TEXT NOT NULL CHECK (json_valid(audiences) AND json_type(audiences) = 'array'),
    everybody TEXT NOT NULL CHECK (json_valid(everybody) AND json_type(everybody) = 'array'),
    threshold_groups INTEGER NOT NULL CHECK (threshold_groups >= 0),
    threshold_people INTEGER NOT NULL CHECK (threshold_people >= 0),
    delete_by TEXT CHECK (delete_by IS date(delete_by))
) STRICT;

CREATE TABLE wording (
    question TEXT NOT NULL CHECK (question IN ('Q1', 'Q2', 'Q3', 'Q4')),
    audience TEXT NOT NULL CHECK (audience IN ('leadership', 'staff', 'customers')),
    text TEXT NOT NULL,
    PRIMARY KEY (question, audience)
) STRICT;

CREATE TABLE codebook (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version TEXT NOT NULL
) STRICT;

CREATE TABLE family (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    position INTEGER NOT NULL,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE theme (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    position INTEGER NOT NULL,
    family TEXT REFERENCES family (id) ON DELETE RESTRICT,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    include TEXT NOT NULL CHECK (json_valid(include) AND json_type(include) = 'array'),
    exclude TEXT NOT NULL CHECK (json_valid(exclude) AND json_type(exclude) = 'array'),
    cues TEXT NOT NULL CHECK (json_valid(cues) AND json_type(cues) = 'array'),
    examples TEXT NOT NULL CHECK (json_valid(examples) AND json_type(examples) = 'object'),
    visibility TEXT NOT NULL CHECK (visibility IN ('direct', 'indirect', 'none')),
    effort_linked INTEGER NOT NULL CHECK (effort_linked IN (0, 1)),
    residual INTEGER NOT NULL CHECK (residual IN (0, 1))
) STRICT;
CREATE INDEX theme_by_family ON theme (family);

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    audience TEXT NOT NULL CHECK (audience IN ('leadership', 'staff', 'customers')),
    held_on TEXT CHECK (held_on IS date(held_on)),
    venue TEXT NOT NULL
) STRICT;

CREATE TABLE agenda_step (
    session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    title TEXT NOT NULL,
    limit_s INTEGER NOT NULL CHECK (limit_s >= 0),
    slide TEXT NOT NULL CHECK (slide IN ('title', 'rules', 'roles', 'question', 'next_steps', 'break')),
    question TEXT CHECK (question IN ('Q1', 'Q2', 'Q3', 'Q4')),
    protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
    script TEXT NOT NULL,
    PRIMARY KEY (session_id, position)
) STRICT;

CREATE TABLE session_event (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL
        CHECK (kind IN ('started', 'paused', 'resumed', 'moved', 'time_added', 'closed')),
    at TEXT NOT NULL CHECK (datetime(at) IS NOT NULL),
    number INTEGER NOT NULL
) STRICT;
CREATE INDEX session_event_by_session ON session_event (session_id);

CREATE TABLE table_group (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    audience TEXT NOT NULL CHECK (audience IN ('leadership', 'staff', 'customers')),
    label TEXT NOT NULL,
    session_id INTEGER REFERENCES session (id) ON DELETE RESTRICT,
    segment TEXT NOT NULL,
    people INTEGER CHECK (people >= 0),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT;
CREATE INDEX table_group_by_session ON table_group (session_id);

CREATE TABLE participant (
    id INTEGER PRIMARY KEY,
    audience TEXT NOT NULL CHECK (audience IN ('leadership', 'staff', 'customers')),
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    department TEXT NOT NULL,
    site TEXT NOT NULL,
    grade TEXT NOT NULL,
    job_title TEXT NOT NULL,
    manager_id INTEGER REFERENCES participant (id) ON DELETE SET NULL,
    session_code TEXT NOT NULL,
    attendance TEXT NOT NULL CHECK (attendance IN ('invited', 'present', 'no-show', 'walk-in')),
    group_id INTEGER REFERENCES table_group (id) ON DELETE SET NULL,
    table_role TEXT NOT NULL CHECK (table_role IN ('', 'scribe', 'timekeeper', 'speaker')),
    segment TEXT NOT NULL,
    company TEXT NOT NULL,
    tenure TEXT NOT NULL,
    recruited_via TEXT NOT NULL,
    incentive TEXT NOT NULL,
    consent INTEGER NOT NULL CHECK (consent IN (0, 1))
) STRICT;
CREATE INDEX participant_by_manager ON participant (manager_id);
CREATE INDEX participant_by_group ON participant (group_id);

CREATE TABLE answer (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    ref TEXT NOT NULL UNIQUE CHECK (ref <> ''),
    group_id INTEGER NOT NULL REFERENCES table_group (id) ON DELETE RESTRICT,
    box TEXT NOT NULL CHECK (box IN ('well', 'improve', 'differ', 'continue', 'start', 'unmarked')),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    competitor TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('better', 'worse', 'different', '')),
    value TEXT NOT NULL CHECK (value IN ('yes', 'no', 'unsure', '')),
    reviewed INTEGER NOT NULL CHECK (reviewed IN (0, 1))
) STRICT;
CREATE INDEX answer_by_group ON answer (group_id);

CREATE TABLE answer_flag (
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    flag TEXT NOT NULL CHECK (flag IN ('effort', 'explain', 'backstage', 'untested', 'serious',
        'person', 'illegible', 'thin', 'conflict')),
    PRIMARY KEY (answer_id, flag)
) STRICT;

CREATE TABLE tag (
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    theme_id TEXT NOT NULL REFERENCES theme (id) ON DELETE RESTRICT,
    rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 3),
    PRIMARY KEY (answer_id, theme_id),
    UNIQUE (answer_id, rank)
) STRICT;
CREATE INDEX tag_by_theme ON tag (theme_id);

CREATE TABLE rejection (
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    theme_id TEXT NOT NULL REFERENCES theme (id) ON DELETE CASCADE,
    PRIMARY KEY (answer_id, theme_id)
) STRICT;
CREATE INDEX rejection_by_theme ON rejection (theme_id);

CREATE TABLE idea (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    title TEXT NOT NULL,
    impact INTEGER CHECK (impact BETWEEN 1 AND 5),
    effort INTEGER CHECK (effort BETWEEN 1 AND 5),
    disposition TEXT
        CHECK (disposition IN ('do_now', 'plan', 'ask_customers', 'explain', 'not_now')),
    reason TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT CHECK (due IS date(due))
) STRICT;

CREATE TABLE idea_answer (
    answer_id TEXT NOT NULL PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    idea_id INTEGER NOT NULL REFERENCES idea (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX idea_answer_by_idea ON idea_answer (idea_id);
"""


SEATING = """
ALTER TABLE participant ADD COLUMN needs TEXT NOT NULL DEFAULT '';
ALTER TABLE participant ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));
ALTER TABLE participant ADD COLUMN announced TEXT NOT NULL DEFAULT '';
ALTER TABLE table_group ADD COLUMN locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1));

CREATE TABLE seating_wish (
    first_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    second_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE CHECK (first_id < second_id),
    kind TEXT NOT NULL CHECK (kind IN ('apart', 'together')),
    level TEXT NOT NULL CHECK (level IN ('must', 'want')),
    PRIMARY KEY (first_id, second_id)
) STRICT;
CREATE INDEX seating_wish_by_second ON seating_wish (second_id);

CREATE TABLE seating_met (
    first_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    second_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE CHECK (first_id < second_id),
    times INTEGER NOT NULL CHECK (times >= 1),
    PRIMARY KEY (first_id, second_id)
) STRICT;
CREATE INDEX seating_met_by_second ON seating_met (second_id);

CREATE TABLE seating_rules (
    audience TEXT NOT NULL PRIMARY KEY CHECK (audience IN ('leadership', 'staff', 'customers')),
    mix TEXT NOT NULL CHECK (json_valid(mix) AND json_type(mix) = 'object'),
    managers_apart INTEGER NOT NULL CHECK (managers_apart IN (0, 1)),
    same TEXT,
    roles TEXT NOT NULL CHECK (json_valid(roles) AND json_type(roles) = 'array'),
    never_alone TEXT NOT NULL CHECK (json_valid(never_alone) AND json_type(never_alone) = 'array')
) STRICT;
"""

CAPTURE = """
ALTER TABLE answer ADD COLUMN tidy TEXT NOT NULL DEFAULT '';
ALTER TABLE answer ADD COLUMN starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1));
ALTER TABLE answer ADD COLUMN typed_at TEXT CHECK (typed_at IS NULL OR datetime(typed_at) IS NOT NULL);
ALTER TABLE answer ADD COLUMN digest TEXT NOT NULL DEFAULT '';

ALTER TABLE table_group ADD COLUMN kind TEXT NOT NULL DEFAULT 'group'
    CHECK (kind IN ('group', 'form', 'note', 'review'));
ALTER TABLE table_group ADD COLUMN held_on TEXT CHECK (held_on IS date(held_on));
ALTER TABLE table_group ADD COLUMN scribe TEXT NOT NULL DEFAULT '';
ALTER TABLE table_group ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE table_group ADD COLUMN read_back INTEGER NOT NULL DEFAULT 0 CHECK (read_back IN (0, 1));

CREATE TABLE sheet_box (
    group_id INTEGER NOT NULL REFERENCES table_group (id) ON DELETE CASCADE,
    box TEXT NOT NULL CHECK (box IN ('well', 'improve', 'differ', 'continue', 'start')),
    state TEXT NOT NULL CHECK (state IN ('blank', 'not_asked')),
    PRIMARY KEY (group_id, box)
) STRICT;

CREATE TABLE parked (
    answer_id TEXT NOT NULL PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    promise TEXT NOT NULL
) STRICT;

CREATE TABLE confirmed (
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    concern TEXT NOT NULL CHECK (concern IN ('illegible', 'name', 'serious', 'elsewhere')),
    PRIMARY KEY (answer_id, concern)
) STRICT;

CREATE TABLE learned_word (
    word TEXT NOT NULL PRIMARY KEY CHECK (word <> '')
) STRICT;

CREATE TABLE photo (
    id INTEGER PRIMARY KEY,
    group_id INTEGER REFERENCES table_group (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL UNIQUE CHECK (length(source) = 64),
    mark TEXT NOT NULL,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    size INTEGER NOT NULL CHECK (size > 0),
    corners TEXT NOT NULL CHECK (json_valid(corners) AND json_type(corners) = 'array'),
    quarter_turns INTEGER NOT NULL CHECK (quarter_turns BETWEEN 0 AND 3),
    straight INTEGER NOT NULL CHECK (straight IN (0, 1))
) STRICT;
CREATE INDEX photo_by_group ON photo (group_id);

CREATE TABLE photo_image (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    jpeg BLOB NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;

CREATE TABLE answer_version (
    id INTEGER PRIMARY KEY,
    answer_id TEXT NOT NULL,
    group_id INTEGER NOT NULL,
    ref TEXT NOT NULL,
    box TEXT NOT NULL,
    at TEXT NOT NULL CHECK (datetime(at) IS NOT NULL),
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    text TEXT,
    tidy TEXT,
    competitor TEXT NOT NULL,
    direction TEXT NOT NULL,
    value TEXT NOT NULL,
    digest TEXT NOT NULL,
    chain TEXT NOT NULL
) STRICT;
CREATE INDEX answer_version_by_answer ON answer_version (answer_id);
CREATE INDEX answer_version_by_group ON answer_version (group_id);
"""

TAGGING = """
ALTER TABLE answer ADD COLUMN memo TEXT NOT NULL DEFAULT '';
ALTER TABLE answer ADD COLUMN second_look INTEGER NOT NULL DEFAULT 0 CHECK (second_look IN (0, 1));

ALTER TABLE theme ADD COLUMN colour TEXT NOT NULL DEFAULT ''
    CHECK (colour IN ('', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'));
ALTER TABLE theme ADD COLUMN memo TEXT NOT NULL DEFAULT '';

CREATE TABLE codebook_change (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL CHECK (datetime(at) IS NOT NULL),
    who TEXT NOT NULL,
    label TEXT NOT NULL,
    before TEXT NOT NULL CHECK (json_valid(before) AND json_type(before) = 'object'),
    refiled TEXT NOT NULL CHECK (json_valid(refiled) AND json_type(refiled) = 'array')
) STRICT;

CREATE TABLE cluster (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL
) STRICT;

CREATE TABLE wall_card (
    answer_id TEXT NOT NULL PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    cluster_id INTEGER REFERENCES cluster (id) ON DELETE SET NULL,
    position INTEGER NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL
) STRICT;
CREATE INDEX wall_card_by_cluster ON wall_card (cluster_id);

CREATE TABLE text_vector (
    name BLOB NOT NULL PRIMARY KEY CHECK (length(name) = 16),
    vector BLOB NOT NULL
) STRICT, WITHOUT ROWID;
"""

PLANNING = """
CREATE TABLE kept_finding (
    id INTEGER PRIMARY KEY,
    kind TEXT CHECK (kind <> ''),
    theme_id TEXT REFERENCES theme (id) ON DELETE SET NULL,
    position INTEGER NOT NULL,
    dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),
    reason TEXT NOT NULL,
    sentence TEXT NOT NULL,
    response TEXT NOT NULL,
    debrief TEXT NOT NULL,
    sorting TEXT NOT NULL CHECK (sorting IN ('', 'explain', 'change', 'stop', 'ask')),
    rests_on TEXT NOT NULL CHECK (json_valid(rests_on) AND json_type(rests_on) = 'object'),
    UNIQUE (kind, theme_id)
) STRICT;
CREATE INDEX kept_finding_by_theme ON kept_finding (theme_id);

CREATE TABLE finding_quote (
    finding_id INTEGER NOT NULL REFERENCES kept_finding (id) ON DELETE CASCADE,
    answer_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (finding_id, answer_id)
) STRICT;

ALTER TABLE idea ADD COLUMN customer_view TEXT NOT NULL DEFAULT '';
ALTER TABLE idea ADD COLUMN customer_work TEXT NOT NULL DEFAULT ''
    CHECK (customer_work IN ('yes', 'no', 'unsure', ''));
ALTER TABLE idea ADD COLUMN hours REAL CHECK (hours >= 0);
ALTER TABLE idea ADD COLUMN dots INTEGER NOT NULL DEFAULT 0 CHECK (dots >= 0);

CREATE TABLE criterion (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    weight REAL NOT NULL CHECK (weight >= 0),
    more_is_better INTEGER NOT NULL CHECK (more_is_better IN (0, 1))
) STRICT;

CREATE TABLE idea_score (
    idea_id INTEGER NOT NULL REFERENCES idea (id) ON DELETE CASCADE,
    criterion_id INTEGER NOT NULL REFERENCES criterion (id) ON DELETE CASCADE,
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    PRIMARY KEY (idea_id, criterion_id)
) STRICT;
CREATE INDEX idea_score_by_criterion ON idea_score (criterion_id);

CREATE TABLE priority_weight (
    part TEXT NOT NULL PRIMARY KEY CHECK (part IN ('reach', 'pain', 'breadth', 'rival')),
    weight REAL NOT NULL CHECK (weight >= 0)
) STRICT;

CREATE TABLE initiative (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    owner TEXT NOT NULL,
    note TEXT NOT NULL,
    theme_id TEXT REFERENCES theme (id) ON DELETE SET NULL,
    customers_asked TEXT NOT NULL CHECK (customers_asked IN ('yes', 'no', 'unsure', ''))
) STRICT;
CREATE INDEX initiative_by_theme ON initiative (theme_id);

CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    owner TEXT NOT NULL,
    due TEXT CHECK (due IS date(due)),
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    idea_id INTEGER REFERENCES idea (id) ON DELETE SET NULL,
    theme_id TEXT REFERENCES theme (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX action_by_idea ON action (idea_id);
CREATE INDEX action_by_theme ON action (theme_id);

ALTER TABLE codebook_change ADD COLUMN merged_into TEXT;

CREATE TABLE earlier_round (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    summary TEXT NOT NULL CHECK (json_valid(summary) AND json_type(summary) = 'object')
) STRICT;

CREATE TABLE second_tagger (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    agreement TEXT NOT NULL CHECK (json_valid(agreement) AND json_type(agreement) = 'object')
) STRICT;

CREATE TABLE second_review (
    tagger_id INTEGER NOT NULL REFERENCES second_tagger (id) ON DELETE CASCADE,
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
    PRIMARY KEY (tagger_id, answer_id)
) STRICT;
CREATE INDEX second_review_by_answer ON second_review (answer_id);

CREATE TABLE second_tag (
    tagger_id INTEGER NOT NULL REFERENCES second_tagger (id) ON DELETE CASCADE,
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    theme_id TEXT NOT NULL REFERENCES theme (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 3),
    PRIMARY KEY (tagger_id, answer_id, theme_id)
) STRICT;
CREATE INDEX second_tag_by_answer ON second_tag (answer_id);
CREATE INDEX second_tag_by_theme ON second_tag (theme_id);

CREATE TABLE endorsement (
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES table_group (id) ON DELETE CASCADE,
    PRIMARY KEY (answer_id, group_id)
) STRICT;
CREATE INDEX endorsement_by_group ON endorsement (group_id);
"""

REPORTING = """
CREATE TABLE report_setup (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    edition TEXT NOT NULL CHECK (edition IN ('facilitator', 'leadership', 'participants', 'staff')),
    paper TEXT NOT NULL CHECK (paper IN ('a4', 'letter')),
    level TEXT NOT NULL CHECK (level IN ('one-page', 'summary', 'full')),
    parts TEXT NOT NULL CHECK (json_valid(parts) AND json_type(parts) = 'array'),
    quotes INTEGER NOT NULL CHECK (quotes >= 0),
    headline TEXT NOT NULL,
    headline_theme TEXT REFERENCES theme (id) ON DELETE SET NULL,
    accent TEXT NOT NULL
) STRICT;
CREATE INDEX report_setup_by_theme ON report_setup (headline_theme);

CREATE TABLE logo (
    owner TEXT NOT NULL PRIMARY KEY CHECK (owner IN ('client', 'facilitator')),
    name TEXT NOT NULL,
    picture BLOB NOT NULL
) STRICT;
"""
