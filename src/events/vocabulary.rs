//! The words that tell of movement, and the small words around them: a table and nothing else.
//!
//! By hand: general English, no names. Every verb says who moves and what its objects and prepositions mean.

use super::Transport;

/// What a verb's parts mean.
pub(super) mod role {
    /// The subject moves.
    pub const GO: u32 = 1;
    /// The object moves (the subject of a passive).
    pub const CARRY: u32 = 2;
    /// The subject goes along with the object it carries.
    pub const ALONG: u32 = 4;
    /// A place as direct object is the goal: "reached Rome".
    pub const OBJECT_GOAL: u32 = 8;
    /// A place as direct object is the origin: "left Rome".
    pub const OBJECT_SOURCE: u32 = 16;
    /// "in", "at", "on" name the goal: "landed in Rome".
    pub const IN_GOAL: u32 = 32;
    /// "for" names the goal: "set sail for Rome".
    pub const FOR_GOAL: u32 = 64;
    /// Back to where the mover was or lives.
    pub const BACK: u32 = 128;
    /// A change of home.
    pub const LIFE: u32 = 256;
    /// No movement: the verb says where somebody is.
    pub const STAY: u32 = 512;
    /// Where somebody lives or comes from.
    pub const HOME: u32 = 1024;
    /// Used for anything: needs a mover that can move.
    pub const WEAK: u32 = 2048;
    /// Away from where the mover is, even without a goal.
    pub const AWAY: u32 = 4096;
    /// Birth.
    pub const BORN: u32 = 8192;
    /// Death.
    pub const DIED: u32 = 1 << 14;
    /// The goal was not meant: "diverted", "redirected".
    pub const DIVERT: u32 = 1 << 15;
    /// A place as direct object lies on the way: "crossed the Channel".
    pub const OBJECT_VIA: u32 = 1 << 16;
    /// A country as subject gives from itself: "sent", "handed over".
    pub const GIVES: u32 = 1 << 17;
    /// "to" is only a direction, the goal need not be reached: "headed".
    pub const TOWARD: u32 = 1 << 18;
    /// Armed forces do it: a country as subject stands for them.
    pub const FORCE: u32 = 1 << 19;
    /// Fetches: "from" is enough to start a journey.
    pub const FETCH: u32 = 1 << 20;
    /// "in", "at" name the origin: "took off in Rome", "started at".
    pub const IN_SOURCE: u32 = 1 << 21;
    /// Towards where the story is: "came from".
    pub const HITHER: u32 = 1 << 22;
    /// The scene of the story is the default origin: "was flown to hospital".
    pub const FROM_SCENE: u32 = 1 << 23;
    /// Told of somebody away from home, it implies the way there: "was arrested in".
    pub const ABROAD: u32 = 1 << 24;
    /// Burial: after death, whatever the order of the text.
    pub const BURIED: u32 = 1 << 25;
    /// Out of danger: who lives abroad is brought home, where no goal is told.
    pub const HOMEWARD: u32 = 1 << 26;
    /// "was last seen": where somebody was before being found elsewhere.
    pub const SEEN: u32 = 1 << 27;
    /// "was found": where somebody had gone after being seen elsewhere.
    pub const FOUND: u32 = 1 << 28;
}
/// A verb of the lexicon.
#[derive(Debug)]
pub(super) struct Verb {
    /// Lemma; or lemma, third person, past, participle, -ing where irregular.
    pub forms: &'static str,
    /// Constants of [`role`].
    pub roles: u32,
    /// How one travels by it.
    pub transport: Transport,
}

impl Verb {
    /// Whether any of `roles` is set.
    pub fn has(&self, roles: u32) -> bool {
        self.roles & roles != 0
    }
}

use role::*;

const fn v(forms: &'static str, roles: u32, transport: Transport) -> Verb {
    Verb { forms, roles, transport }
}

use Transport::{Air, Foot, Road, Sea, Storm, Unknown};

/// Verbs of motion and of place.
pub(super) const VERBS: &[Verb] = &[
    // Going.
    v("go goes went gone going", GO | WEAK, Unknown),
    v("travel", GO | HITHER, Unknown),
    v("travel travels travelled travelled travelling", GO | HITHER, Unknown),
    v("journey", GO, Unknown),
    v("trek", GO, Foot),
    v("hike", GO, Foot),
    v("walk", GO, Foot),
    v("march", GO | CARRY, Foot),
    v("run runs ran run running", GO | WEAK, Foot),
    v("wade", GO, Foot),
    v("swim swims swam swum swimming", GO, Unknown),
    v("cycle", GO, Road),
    v("ride rides rode ridden riding", GO, Road),
    v("drive drives drove driven driving", GO | CARRY | ALONG | WEAK, Road),
    v("fly flies flew flown flying", GO | CARRY | ALONG | FOR_GOAL | FROM_SCENE, Air),
    v("jet", GO, Air),
    v("sail", GO | CARRY | ALONG | FOR_GOAL, Sea),
    v("steam", GO | FOR_GOAL | WEAK, Sea),
    v("row", GO | WEAK, Sea),
    v("paddle", GO, Sea),
    v("cruise", GO | WEAK, Sea),
    v("voyage", GO, Sea),
    v("drift", GO | WEAK, Unknown),
    v("ferry", CARRY | ALONG, Sea),
    v("row", GO | WEAK, Sea),
    v("commute", GO, Unknown),
    v("move", GO | CARRY | LIFE | WEAK, Unknown),
    v("proceed", GO | WEAK, Unknown),
    v("advance", GO | WEAK | FORCE, Unknown),
    v("push", WEAK | GO | FORCE, Unknown),
    v("rush", GO | CARRY | WEAK, Unknown),
    v("hurry", GO, Unknown),
    v("race", GO | WEAK, Unknown),
    v("speed speeds sped sped speeding", GO | WEAK, Unknown),
    v("continue", GO | WEAK, Unknown),
    v("migrate", GO | LIFE, Unknown),
    v("emigrate", GO | LIFE, Unknown),
    v("immigrate", GO | LIFE, Unknown),
    v("relocate", GO | CARRY | LIFE, Unknown),
    v("resettle", GO | CARRY | LIFE | IN_GOAL, Unknown),
    v("settle", GO | LIFE | IN_GOAL | WEAK, Unknown),
    v("defect", GO | LIFE, Unknown),
    v("flee flees fled fled fleeing", GO | OBJECT_SOURCE | FOR_GOAL | AWAY | FROM_SCENE, Unknown),
    v("escape", GO | OBJECT_SOURCE | FOR_GOAL | AWAY | WEAK | FROM_SCENE, Unknown),
    v("tour", GO | OBJECT_GOAL, Unknown),
    v("visit", GO | OBJECT_GOAL | IN_GOAL, Unknown),
    v("enter", GO | OBJECT_GOAL | WEAK, Unknown),
    v("invade", GO | OBJECT_GOAL | FORCE | WEAK, Unknown),
    v("cross", GO | OBJECT_VIA | WEAK, Unknown),
    v("traverse", GO | OBJECT_VIA, Unknown),
    v("pass", GO | OBJECT_VIA | WEAK, Unknown),
    v("transit", GO | OBJECT_VIA, Unknown),
    v("approach", GO | OBJECT_GOAL | TOWARD | WEAK, Unknown),
    v("near", GO | OBJECT_GOAL | TOWARD | WEAK, Unknown),
    v("head", GO | FOR_GOAL | TOWARD | WEAK, Unknown),
    v("bound bounds bound bound bounding", GO | FOR_GOAL | TOWARD | WEAK, Unknown),
    v("route", GO | CARRY | TOWARD | WEAK, Unknown),
    v("embark", GO | FOR_GOAL | AWAY, Unknown),
    v("come comes came come coming", GO | WEAK | HITHER, Unknown),
    v("hail", HOME | STAY, Unknown),
    // Arriving.
    v("arrive", GO | IN_GOAL | HITHER, Unknown),
    v("land", GO | IN_GOAL, Unknown),
    v("dock", GO | IN_GOAL, Sea),
    v("disembark", GO | IN_GOAL, Sea),
    v("anchor", GO | IN_GOAL | WEAK, Sea),
    v("berth", GO | IN_GOAL, Sea),
    v("reach", GO | OBJECT_GOAL | WEAK, Unknown),
    v("touch", WEAK | STAY, Unknown),
    v("alight", GO | IN_GOAL, Unknown),
    v("finish", IN_GOAL | GO | WEAK, Unknown),
    v("end", IN_GOAL | GO | WEAK, Unknown),
    v("stop", IN_GOAL | GO | WEAK, Unknown),
    v("refuel", IN_GOAL | GO, Air),
    v("return", GO | CARRY | BACK | GIVES | HITHER, Unknown),
    // Leaving.
    v("leave leaves left left leaving", GO | OBJECT_SOURCE | FOR_GOAL | AWAY | WEAK, Unknown),
    v("depart", GO | OBJECT_SOURCE | FOR_GOAL | AWAY, Unknown),
    v("exit", GO | OBJECT_SOURCE | AWAY | WEAK, Unknown),
    v("withdraw withdraws withdrew withdrawn withdrawing", GO | CARRY | AWAY | WEAK, Unknown),
    v("retreat", GO | AWAY, Unknown),
    v("vacate", GO | OBJECT_SOURCE | AWAY, Unknown),
    v("launch", GO | WEAK | IN_SOURCE, Unknown),
    v("start", GO | WEAK | IN_SOURCE | FOR_GOAL, Unknown),
    v("begin begins began begun beginning", GO | WEAK | IN_SOURCE, Unknown),
    v("originate", GO | WEAK | IN_SOURCE, Unknown),
    // Carrying.
    v("take takes took taken taking", CARRY | ALONG | WEAK | FROM_SCENE, Unknown),
    v("bring brings brought brought bringing", CARRY | ALONG | WEAK | HITHER, Unknown),
    v("carry carries carried carried carrying", CARRY | ALONG | WEAK, Unknown),
    v("transport", CARRY | ALONG | FROM_SCENE, Unknown),
    v("convey", CARRY | WEAK, Unknown),
    v("haul", CARRY | ALONG, Road),
    v("tow", CARRY | ALONG, Unknown),
    v("ship", CARRY | GIVES, Sea),
    v("airlift", CARRY | FROM_SCENE | HOMEWARD, Air),
    v("airdrop", CARRY, Air),
    v("helicopter", CARRY, Air),
    v("truck", CARRY, Road),
    v("bus", CARRY, Road),
    v("deliver", CARRY | ALONG | WEAK, Unknown),
    v("send sends sent sent sending", CARRY | GIVES | WEAK, Unknown),
    v("dispatch", CARRY | GIVES, Unknown),
    v("deploy", GO | CARRY | GIVES | IN_GOAL | FORCE, Unknown),
    v("redeploy", GO | CARRY | IN_GOAL, Unknown),
    v("transfer", GO | CARRY | GIVES | FROM_SCENE, Unknown),
    v("repatriate", CARRY | BACK | GIVES, Unknown),
    v("extradite", CARRY | GIVES, Unknown),
    v("deport", CARRY | GIVES, Unknown),
    v("expel expels expelled expelled expelling", CARRY | GIVES | AWAY | WEAK, Unknown),
    v("exile", CARRY | GIVES, Unknown),
    v("evacuate", GO | CARRY | OBJECT_SOURCE | AWAY | FROM_SCENE | HOMEWARD, Unknown),
    v("relay", WEAK, Unknown),
    v("smuggle", CARRY | ALONG | HOMEWARD, Unknown),
    v("traffic traffics trafficked trafficked trafficking", CARRY | WEAK, Unknown),
    v("escort", CARRY | ALONG, Unknown),
    v("accompany", CARRY | ALONG | WEAK, Unknown),
    v("hospitalize", CARRY | STAY | ABROAD, Unknown),
    v("import", WEAK, Unknown),
    v("export", WEAK, Unknown),
    v("rescue", CARRY | FETCH | WEAK, Unknown),
    v("abduct", CARRY | FETCH, Unknown),
    v("kidnap kidnaps kidnapped kidnapped kidnapping", CARRY | FETCH, Unknown),
    v("retrieve", CARRY | FETCH | ALONG | IN_SOURCE, Unknown),
    v("collect", CARRY | FETCH | IN_SOURCE | ALONG, Unknown),
    v("remove", CARRY | FETCH | WEAK, Unknown),
    v("recover", CARRY | FETCH | WEAK, Unknown),
    v("divert", GO | CARRY | DIVERT, Unknown),
    v("redirect", GO | CARRY | DIVERT, Unknown),
    v("reroute", GO | CARRY | DIVERT, Unknown),
    v("turn", WEAK | GO | CARRY | TOWARD, Unknown),
    // Where somebody is.
    v("bear bears bore born bearing", BORN | STAY, Unknown),
    v("die dies died died dying", DIED | STAY, Unknown),
    v("live", HOME | STAY, Unknown),
    v("reside", HOME | STAY, Unknown),
    v("base", HOME | STAY, Unknown),
    v("station", HOME | STAY, Unknown),
    v("stay", STAY, Unknown),
    v("place", STAY, Unknown),
    v("jail", STAY, Unknown),
    v("admit admits admitted admitted admitting", STAY, Unknown),
    v("readmit readmits readmitted readmitted readmitting", STAY, Unknown),
    v("intern", STAY, Unknown),
    v("incarcerate", STAY, Unknown),
    v("quarantine", STAY, Unknown),
    v("lodge", STAY, Unknown),
    v("release", STAY, Unknown),
    v("keep keeps kept kept keeping", STAY, Unknown),
    v("locate", STAY, Unknown),
    v("hospitalise", CARRY | STAY | ABROAD, Unknown),
    v("discover", STAY | FOUND, Unknown),
    v("shoot shoots shot shot shooting", STAY, Unknown),
    v("kill", STAY, Unknown),
    v("visit", GO | OBJECT_GOAL | IN_GOAL, Unknown),
    v("remain", STAY, Unknown),
    v("stand stands stood stood standing", STAY, Unknown),
    v("arrest", STAY | ABROAD, Unknown),
    v("detain", STAY | ABROAD, Unknown),
    v("capture", STAY, Unknown),
    v("imprison", STAY, Unknown),
    v("hold holds held held holding", STAY, Unknown),
    v("hide hides hid hidden hiding", STAY, Unknown),
    v("find finds found found finding", STAY | FOUND, Unknown),
    v("see sees saw seen seeing", STAY | SEEN, Unknown),
    v("study studies studied studied studying", STAY, Unknown),
    v("work", STAY, Unknown),
    v("serve", STAY, Unknown),
    v("meet meets met met meeting", STAY, Unknown),
    v("speak speaks spoke spoken speaking", STAY, Unknown),
    v("attend", STAY | ABROAD, Unknown),
    v("appear", STAY, Unknown),
    v("perform", STAY | ABROAD, Unknown),
    v("address", STAY, Unknown),
    v("announce", STAY, Unknown),
    v("stab stabs stabbed stabbed stabbing", STAY, Unknown),
    v("attack", STAY, Unknown),
    v("injure", STAY, Unknown),
    v("wound", STAY, Unknown),
    v("receive", STAY, Unknown),
    v("treat", STAY, Unknown),
    v("welcome", STAY, Unknown),
    v("gather", STAY, Unknown),
    v("film", STAY, Unknown),
    v("raise", STAY, Unknown),
    v("bury buries buried buried burying", CARRY | IN_GOAL | BURIED, Unknown),
    // Storms.
    v("barrel", GO | TOWARD, Storm),
    v("churn", GO | TOWARD, Storm),
    v("weaken", STAY, Storm),
    v("strengthen", STAY, Storm),
    v("form", STAY | IN_SOURCE, Storm),
    v("hit hits hit hit hitting", STAY, Unknown),
    v("strike strikes struck struck striking", STAY, Unknown),
    v("batter", STAY, Storm),
    v("brush", STAY, Storm),
    v("graze", STAY, Storm),
    v("skirt", GO | OBJECT_VIA, Storm),
    v("hug", STAY, Unknown),
    v("creep creeps crept crept creeping", GO | WEAK, Unknown),
    v("sweep sweeps swept swept sweeping", GO | WEAK, Unknown),
    v("roar", GO | WEAK, Unknown),
    v("track", GO | WEAK, Unknown),
    v("veer", GO | WEAK, Unknown),
    v("curve", GO | WEAK, Unknown),
    v("spin spins spun spun spinning", GO | WEAK, Unknown),
    v("slam slams slammed slammed slamming", STAY, Unknown),
    v("smash", STAY, Unknown),
    v("plow", STAY, Unknown),
    v("plough", STAY, Unknown),
    v("hammer", STAY, Unknown),
    v("drench", STAY, Unknown),
    v("lash", STAY, Storm),
    v("pummel", STAY, Storm),
    v("ravage", STAY, Storm),
];

/// "set sail", "took off": leaving.
pub(super) const DEPART: Verb = v("depart", GO | OBJECT_SOURCE | FOR_GOAL | AWAY | IN_SOURCE, Unknown);
/// "touched down", "made landfall", "turned up": arriving.
pub(super) const ARRIVE: Verb = v("arrive", GO | IN_GOAL | HITHER, Unknown);
/// "en route", "on its way", "made their way": under way.
pub(super) const ON_THE_WAY: Verb = v("travel", GO | FOR_GOAL, Unknown);
/// "pulled out of": leaving for good.
pub(super) const PULL_OUT: Verb = v("withdraw", GO | CARRY | AWAY | WEAK, Unknown);
/// "bore down on": coming near.
pub(super) const NEAR: Verb = v("near", GO | IN_GOAL | TOWARD, Unknown);
/// "passed away".
pub(super) const DIE: Verb = v("die", DIED | STAY, Unknown);

/// Verbs that are no movement but tell where a clause is, as `lemma` or the five forms.
pub(super) const OTHER_VERBS: &str = "set sets set set setting;cast casts cast cast casting;lift;blast;drop drops dropped dropped dropping;say says said said saying;tell tells told told telling;report;state;claim;add;note;confirm;explain;warn;\
believe;think thinks thought thought thinking;know knows knew known knowing;make makes made made making;give gives gave given giving;\
get gets got got getting;put puts put put putting;let lets let let letting;lose loses lost lost losing;\
win wins won won winning;beat beats beat beaten beating;become becomes became become becoming;seem;want;need;ask;call;try tries tried tried trying;\
use;help;show shows showed shown showing;play;like;love;allow;permit;lead leads led led leading;understand understands understood understood understanding;\
write writes wrote written writing;dine;lay lays laid laid laying;read reads read read reading;spend spends spent spent spending;grow grows grew grown growing;open;close;follow;\
create;buy buys bought bought buying;sell sells sold sold selling;pay pays paid paid paying;build builds built built building;\
fall falls fell fallen falling;cut cuts cut cut cutting;fire;pick;look;check;bring;pull;retrieve;clear;finalise;finalize;develop;attack;enable;ensure;protect;reduce;increase;improve;maintain;offer;share;express;obtain;acquire;grow;learn;avoid;raise;respond;restore;save;secure;seize;treat;witness;compete;participate;coordinate;sign;agree;agrees agrees agreed agreed agreeing;suggest;require;report;decide;\
pull;break breaks broke broken breaking;draw draws drew drawn drawing;choose chooses chose chosen choosing;wear wears wore worn wearing;\
rise rises rose risen rising;catch catches caught caught catching;fight fights fought fought fighting;teach teaches taught taught teaching;\
eat eats ate eaten eating;cost costs cost cost costing;feel feels felt felt feeling;hear hears heard heard hearing;set sets set set setting;\
steal steals stole stolen stealing;throw throws threw thrown throwing;sing sings sang sung singing;sink sinks sank sunk sinking;\
crash;vanish;disappear;strand;wreck;intercept;derail;overturn;capsize;explode;collapse;occur;happen;include;involve;cause;affect;issue;release;publish;produce;\
seek seeks sought sought seeking;join;marry marries married married marrying;elect;appoint;vote;rule;order;ban;accuse;charge;convict;sentence;\
discuss;celebrate;mark;host;expect;plan;schedule;intend;prepare;propose;consider;hope;wish;threaten;refuse;fail;manage;decline;urge;invite;force;\
cancel cancels cancelled cancelled cancelling;canceled canceled canceled canceled canceling;postpone;suspend;abandon;abort;delay;reject;\
identify identifies identified identified identifying;declare;launch;destroy;damage;open;support;oppose;protest;demand;begin;start;speak;wait;\
consist;comprise;contain;bring;place;handle;solidify;oversee oversees oversaw overseen overseeing;indicate;nominate;resign;retire;hijack;rob robs robbed robbed robbing;negotiate;target;seize;occupy occupies occupied occupied occupying;liberate;name;describe;predict;forecast forecasts forecast forecast forecasting;break;erupt";

/// Heads of names of what does not travel itself: streets, buildings, institutions, firms.
pub(super) const FIXED: &str = "street road avenue boulevard highway lane route turnpike office department ministry committee commission council court bank company inc corp corporation ltd llc plc industries group \
senate parliament congress government administration university college school academy institute hospital museum gallery newspaper times post tribune union nations organization organisation association federation foundation agency bureau authority \
airline airlines airways railway railways league club society fund programme program project party church cathedral embassy consulate network channel radio television reports report city county state house center centre";

/// Verbs and adjectives before "to" and what they make of what follows.
pub(super) const PLANS: &str = "agreement decision intention deal pledge promise commitment planned plans plan planning expected expects expect scheduled set due intends intended intend intending preparing prepares prepared prepare agreed agrees agree committed commits committing \
ordered going promised promises vowed vows slated supposed decided decides ready aims aimed forecast predicted predicts tipped assigned";
pub(super) const WISHES: &str = "plot plots plotting effort efforts proposal call threat fear fears risk danger scheme possibility idea request bid attempt suggestion suggestions offer permission option hope likelihood prospect willing hopes hoped hope hoping wants wanted want wishes wished wish considering considers considered threatened threatens urged urges asked asks likely \
invited permitted allowed permits allows permit allow demanded demands demand proposed proposes offered offers offer seeks sought seeking encouraged requested requests called calls eligible eager welcome suggested suggests free advised told";
pub(super) const FAILS: &str =
    "failed fails fail refused refuses refuse declined declines unable unwilling forbidden banned barred prevented reluctant afraid";
pub(super) const MANAGES: &str =
    "managed began begun started continued continues forced had compelled helped chose used paid obliged made got";

pub(super) const PREPOSITIONS: &str = "from to into onto in at on near over by via through across toward towards for of off out outside inside within between along around round past against under above below behind \
beyond during since until till about with without aboard amid among beside besides despite except like per upon throughout following up down en unto versus regarding concerning including atop alongside";
pub(super) const SUBORDINATORS: &str = "after before when while because although though if unless whereas whether as once so lest whenever";
pub(super) const RELATIVES: &str = "who which that where whom whose what why how";
pub(super) const DETERMINERS: &str = "the a an this that these those some any each every no another both all several many most few more two three four five six seven eight nine ten eleven twelve dozens hundreds thousands half such other much";
pub(super) const POSSESSIVES: &str = "his her their its my our your";
pub(super) const MODALS: &str =
    "will would shall should may might could can must 'll won't wouldn't couldn't can't cannot shouldn't mustn't";
pub(super) const BE: &str = "is are was were be been being am isn't aren't wasn't weren't 's 're";
pub(super) const HAVE: &str = "has have had having hasn't haven't hadn't 've";
pub(super) const DO: &str = "do does did doing done didn't doesn't don't";
pub(super) const NEGATIONS: &str =
    "not never n't didn't doesn't don't won't wouldn't couldn't can't cannot isn't aren't wasn't weren't hasn't haven't hadn't neither nor";
pub(super) const ADVERBS: &str = "also then now later still already just soon again once first initially finally eventually even ever never always often sometimes recently currently reportedly allegedly apparently possibly \
probably perhaps instead together back away ahead forward abroad overseas home here there afterwards afterward thereafter meanwhile directly straight next immediately safely quickly quietly only almost nearly about around \
not ago yesterday today tomorrow tonight however therefore thus moreover further onward onwards up down out off north south east west northward southward eastward westward northwest northeast southwest southeast well too very yet subsequently shortly alone";
pub(super) const DIRECTIONS: &str = "north south east west northward southward eastward westward northwest northeast southwest southeast north-northeast north-northwest \
south-southeast south-southwest northern southern eastern western";
pub(super) const CONJUNCTIONS: &str = "and or but nor";
pub(super) const PRONOUNS: &str =
    "he she they it we i you him them us me himself herself themselves itself who everyone somebody someone nobody others";
pub(super) const REPORTS: &str = "said says say saying told tells reported reports added adds stated states noted announced announces confirmed confirms claimed claims wrote according warned explained";
pub(super) const HABITS: &str = "every each annually regularly often usually typically routinely daily weekly frequently normally";

/// Nouns for people: singular; plurals are made. An "f" or "m" after a colon says the sex, "s" that the word is a plural already.
pub(super) const PEOPLE: &str = "man:m woman:f boy:m girl:f mother:f father:m grandmother:f grandfather:m son:m daughter:f brother:m sister:f wife:f husband:m king:m queen:f prince:m princess:f \
person people:s child children:s men:s women:s baby infant couple family parent relative friend president minister premier chancellor secretary ambassador diplomat envoy official officer leader \
delegation delegate team squad crew group crowd troops:s soldier force army navy brigade battalion regiment division unit marine sailor fighter rebel militant insurgent guerrilla terrorist \
police:s policeman:m detective agent spy inspector investigator expert scientist researcher doctor nurse medic patient worker employee engineer pilot captain driver passenger traveler traveller tourist visitor guest \
pilgrim migrant refugee immigrant evacuee survivor victim hostage prisoner inmate captive suspect defendant gunman attacker fugitive resident citizen national native villager expatriate \
student teacher professor journalist reporter photographer correspondent activist protester protestor demonstrator marcher supporter fan player athlete runner cyclist swimmer climber explorer adventurer astronaut cosmonaut \
actor actress:f singer musician artist band author writer chef lawyer attorney judge senator congressman:m congresswoman:f lawmaker politician governor mayor pope:m bishop archbishop priest pontiff:m \
monk nun:f missionary volunteer firefighter rescuer paramedic peacekeeper monitor observer negotiator mediator commander general admiral colonel lieutenant sergeant veteran staff:s \
convoy caravan procession expedition party entourage fleet squadron column herd flock bird animal whale butterfly bison buffalo elephant panda dog horse lion tiger vendor merchant trader customer member someone somebody \
mp chief director chairman:m ceo executive coach host heir emperor:m sultan:m sheikh:m emir:m exile poet novelist composer conductor dancer comedian painter sculptor architect inventor engineer mathematician physicist chemist biologist historian economist philosopher \
footballer cricketer boxer golfer skier sailor entrepreneur billionaire businessman:m businesswoman:f farmer fisherman:m miner sheriff monarch duke:m duchess:f empress:f candidate nominee commissioner adviser advisor aide spokesman:m spokeswoman:f \
filmmaker presenter blogger vicar rabbi imam ayatollah:m cleric defector escapee thief robber smuggler member protesters:s";
/// Nouns for vehicles by how they travel.
pub(super) const AIRCRAFT: &str = "plane airplane aeroplane aircraft jet jetliner airliner helicopter chopper airship balloon zeppelin glider drone bomber flight flights planes jets helicopters seaplane";
pub(super) const VESSELS: &str = "ship boat ferry vessel yacht liner submarine freighter tanker trawler dinghy raft canoe kayak frigate destroyer cruiser carrier battleship schooner catamaran tug barge cutter warship ships boats vessels";
pub(super) const ROAD_VEHICLES: &str =
    "appliance car bus truck lorry van coach ambulance motorcade taxi motorcycle bicycle tank jeep minibus motorbike";
pub(super) const TRAINS: &str = "train locomotive tram";
pub(super) const STORMS: &str = "storm hurricane typhoon cyclone depression tornado blizzard system";
pub(super) const CARGO: &str = "case crate box remains:s body bodies coffin casket corpse aid:s supplies:s weapons:s missile arms:s cargo goods:s oil gold artefact artifact artwork fossil manuscript mummy painting sarcophagus sculpture skeleton statue relic shipment package letter torch flame shuttle orbiter engine bear \
equipment:s food:s medicine:s vaccine vaccines ash ashes:s treasure container material";
pub(super) const ABSTRACT: &str = "ranking rankings talks talk vote attention war violence virus price prices deal focus discussion debate conflict fighting influence interest market stock stocks shares title power case trial support blame credit money cash funding funds donation donations lead game match season \
series election campaign issue matter decision process investigation law bill rate percent number figure total crisis news report epidemic outbreak pandemic disease fire blaze flames smoke text song album film movie show festival protest protests history study \
response reference contribution access damage responsibility answer way thanks damages award prize right rights budget cost tax economy growth share score story idea policy law protest video message internet call phone link data information temperature fever water";
/// Nouns for a trip.
pub(super) const TRIPS: &str = "trip visit journey voyage flight tour crossing march trek pilgrimage expedition deployment evacuation repatriation extradition deportation transfer airlift withdrawal departure arrival return migration passage stopover drive ride walk exodus relocation cruise";
pub(super) const PLACE_NOUNS: &str = "coast coastline shore border capital airport base city town village port harbor harbour island region province state country area district suburb county jungle embassy consulate hospital university hotel station prison camp waters territory office residence palace institute college school museum stadium hall cathedral church park tower bridge field line beach district square hotel headquarters outskirts centre center frontier airfield airbase airspace soil mainland shores";
pub(super) const HAPPENINGS: &str = "meeting summit talks attack bombing explosion election crash earthquake conference ceremony war battle strike protest fire shooting visit trip launch festival match trial signing treaty agreement anniversary funeral wedding raid operation collapse eruption flood storm";
pub(super) const CALLS_OFF: &str =
    "cancelled canceled postponed aborted abandoned scrapped suspended cancel postpone cancellation scuttled";
pub(super) const BREAKS_OFF: &str = "crashed crash crashes sank sunk vanished disappeared overturned capsized exploded hijacked missing ditched stranded intercepted drowned perished crashing sinking wreckage shipwreck derailed derail wrecked";
pub(super) const ACTS: &str = "killed kill met held signed announced declared won lost arrested died fired attacked hit struck launched opened closed agreed voted elected resigned crashed exploded collapsed began ended erupted sank found discovered \
released born signed invaded captured seized bombed destroyed injured wounded sentenced convicted charged banned approved passed rejected ordered issued celebrated hosted married appointed sworn broke stabbed shot burned spread protested marched declared fell rescued filed suspended ruled announced unveiled completed hijacked";
pub(super) const FIRST: &str = "first initially";
pub(super) const VISITORS: &str = "tourist tourists visitor visitors traveler travelers traveller travellers expatriate pilgrim pilgrims";
pub(super) const RESPONDING: &str =
    "sent dispatched attended attending attend responded deployed scrambled called joined mobilised mobilized sending rushed included";
pub(super) const LIGHT: &str = "make makes made making take takes took taken taking begin begins began begun beginning start starts started pay pays paid conduct conducts conducted undertake undertook embark embarked embarks complete completed \
cancel cancels cancelled canceled postpone postponed plan plans planned planning announce announced have has had having schedule scheduled commence commenced commencing continue continued finish finished end ended abandon abandoned cut resume resumed attempt attempted";
pub(super) const COLLECTIVES: &str = "delegation team squad crew group crowd family couple band party convoy staff police force army fleet pair herd flock caravan expedition troupe";
pub(super) const DWELLERS: &str = "native resident national citizen nationals residents citizens natives";
pub(super) const ADJECTIVES: &str = "former late new old young senior top chief local foreign other last first second third big large small great high own unidentified anonymous several multiple more early military civilian armed wooden recent future whole entire main central nearby neighboring neighbouring remote rural coastal inland upstate downtown tiny distant landlocked";
