//! Words that rules of the fact room look for around a number or a name, list by list.
//!
//! Read from `data/phrases.tsv`: list, word, source. Every list is a field here, its words longest
//! first, so that the first that fits is the longest. What a word does is its rule's business; a
//! list without a field is refused by a test.

use super::rows::{rows, table};
use super::wordlist::Wordlist;
use std::collections::HashMap;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The lists; none is empty.
        #[derive(Debug, Default)]
        pub struct Phrases {
            $($(#[$doc])* pub $name: Wordlist,)*
        }

        impl Phrases {
            /// The names of all lists.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Reads the embedded table.
            pub fn load() -> Self {
                let mut words: HashMap<&str, Vec<&'static str>> = HashMap::new();
                rows(table("phrases")).for_each(|[list, word]| words.entry(list).or_default().push(word));
                let mut list = |name| Wordlist::new(words.remove(name).unwrap_or_default());
                Self { $($name: list(stringify!($name)),)* }
            }
        }
    };
}

lists! {
    /// Capacity: words for what is added to it.
    added,
    /// What stands between a subject and its verb.
    adverbs,
    /// Compound growths: amounts that are no market.
    amounts,
    /// Front pages: labels before analysts.
    analyst_labels,
    /// Sources: papers, agencies and authorities that are quoted, besides the data vendors.
    reporters,
    /// Parts of a market: how an indicator ends that says what one has.
    portions,
    /// Parts of a market: what is none, people, firms and what is counted.
    no_portions,
    /// Parts of a market: what a sentence divides that is no market.
    divided,
    /// Parts of a market: channels, which sell goods.
    channels,
    /// Parts of a company: verbs before what they take in.
    amounts_to,
    /// Parts of a company: nouns in which their names end.
    part_nouns,
    /// Parts of a company: words that say how its revenue is split.
    splits,
    /// Parts of a company: words of amounts that are no revenue.
    not_taken_in,
    /// Orders: nouns behind an amount that is ordered.
    order_nouns,
    /// Orders: verbs of winning one.
    order_verbs,
    /// Orders: nouns right before the amount of what is ordered.
    order_amounts,
    /// Nouns of what a contract is worth, right before its amount: 合同价值.
    order_worths,
    /// Orders: words by which none has been won.
    no_orders,
    /// Sources: documents of a firm.
    documents,
    /// How the generic names of drugs and devices end.
    drug_ends,
    /// Sources: what goes on with the source of the sentence before.
    same_source,
    /// Sources: titles of people who speak for a firm.
    speakers,
    /// Sources: nouns that name nobody by themselves.
    bare_sources,
    /// Ratings: banks and houses whose ratings and prices are not this one's.
    banks,
    /// Capex: what is built or bought for use.
    built,
    /// Capex: verbs of building.
    building,
    /// Capex: what stands before the amount that a project costs.
    costs,
    /// Capex: words for a project that is not gone on with.
    given_up,
    /// What says behind several firms that a figure is of all of them.
    jointly,
    /// Capex: words of spending that a passage on it goes on with.
    spends,
    /// Capex: nouns of what is built, in which a project's name ends.
    works,
    /// Front pages: labels of a company report.
    company_kinds,
    /// What a clause without a number says of its head: `甲为`, `甲构成`.
    head_verbs,
    /// What a noun at a clause's head may do or be: `甲发布`, `甲持平`.
    predicates,
    /// Clauses that say under what circumstances, not of what.
    asides,
    /// What the name of an indicator does not hold: `受益于`, `分布于`.
    no_metric,
    /// What opens like a pointer and is none: 此外, 该公司.
    no_pointers,
    /// What the name of a group of firms does not hold: `鼓励国内外企业`.
    no_firms,
    /// Indicators that only a company has: 管理费用率 of a text on a company is its own.
    of_companies,
    /// Indicators: shares and growths that name not what they are of.
    relatives,
    /// Indicators: nouns of what is counted.
    counted,
    /// Tables of a part of a company: what its name ends in.
    divisions,
    /// What follows the name of a customer behind 对: `对甲销售额`.
    dealings,
    /// What follows an exchange on which shares are listed.
    venues,
    /// Headings of sections that speak of the covered company.
    own_sections,
    /// Headings of sections that speak of an industry, a market or a policy.
    wide_sections,
    /// Lists of recommended shares: in what the label of a theme may end.
    theme_tails,
    /// Lists of recommended shares: words that no theme holds.
    no_themes,
    /// Shares of a list: what is shared out where no market is said.
    demands,
    /// Shares of a list: what says that a market is taken apart.
    apart,
    /// Shares of a list: what says how many share a market.
    concentration,
    /// Capex: what is called off, and who invests that is no firm or not the covered one.
    not_invested,
    /// Capex: what a clause ends in whose amount the next one says.
    plans,
    /// A fall.
    falls,
    /// What the names of those end in whom 根据 names before a comma.
    houses,
    /// Front pages: labels of an industry report.
    industry_kinds,
    /// Releases: nouns of what is launched.
    launched,
    /// A launch.
    launches,
    /// Releases: adverbs between a thing or its maker and the act.
    launch_adverbs,
    /// Releases: what opens a clause before the thing launched.
    launch_fronts,
    /// Releases: what makes the word of an act part of a noun or of a time: 发布会, 上市后.
    launch_tails,
    /// Releases: what says that it is not so, or not yet.
    launch_denials,
    /// Releases: what is done again and again, or may be.
    launch_habits,
    /// Releases: versions that close a name.
    launch_versions,
    /// Releases: what is but a kind of product: 新, 各类.
    launch_generic,
    /// Releases: what ends the name of a thing.
    thing_ends,
    /// Releases: what is brought out but no product.
    no_products,
    /// Releases: nouns that a model or chip is called by.
    model_nouns,
    /// Releases: words of shares that are listed.
    listings,
    /// Usage: what stands before a metric and names no product.
    usage_generic,
    /// Releases: Latin words that name no product.
    latin_words,
    /// Indicators: what stands before their words.
    indicator_leads,
    /// Topics: words that a whole industry ends in.
    industries,
    /// What links an indicator with its number.
    links,
    /// Markets: what stands behind a market's name.
    market_tails,
    /// Indicators: nouns of what is measured.
    measured,
    /// Indicators: what is part of a measuring noun.
    modifiers,
    /// Sources: what a house's name does not hold.
    no_sources,
    /// Units of a product or a process, not of an indicator.
    nodes,
    /// Capex: spending that builds nothing.
    not_built,
    /// Metrics that are never capex.
    not_capex,
    /// Rows of an estimates table that only look like a metric's.
    not_estimates,
    /// Releases: what is published, not launched.
    not_launched,
    /// Front pages: words that look like names of persons.
    not_names,
    /// What opens a clause and is no part of an indicator.
    opens,
    /// Capacity: words for what is ordered or provided.
    ordered,
    /// Happenings whose date is not that of what the sentences behind say.
    happenings,
    /// Front pages: words beside a date that is not the report's own.
    other_dates,
    /// Parts of a company: what stands before their names.
    part_leads,
    /// Parts of a company: what stands behind their names.
    part_tails,
    /// What the name of a part of a company ends in.
    parts,
    /// Units in which capacity is counted.
    pieces,
    /// What has a price.
    prices,
    /// Prices: words by which one is said to have risen.
    dearer,
    /// Prices: words by which one is said to have fallen.
    cheaper,
    /// Releases: what stands before the name of a product.
    product_leads,
    /// Ranking: what stands before a measure and is no part of it.
    rank_leads,
    /// Ranking: benchmarks of models and chips by their names.
    benchmarks,
    /// Ranking: verbs.
    rank_verbs,
    /// Ranking: what places are counted by.
    ranked,
    /// Words beside a rating.
    rated,
    /// Companies counted together: what their noun ends in (房企, 银行).
    firm_groups,
    /// Trades in the names of companies that the lexicon has not: 国家电网公司.
    firm_trades,
    /// Regions whose figures are a company's where a sentence names one.
    subregions,
    /// Countries beside the regions: what 其 and 该国 stand for.
    countries,
    /// Prices of goods that a company but buys: 奶价 is not its own.
    raw_prices,
    /// What the names of companies end in that the lexicon has not.
    firm_tails,
    /// Nouns of firms that the name of a group ends in beside the groups themselves.
    firm_words,
    /// Kinds of firms, none of which a company is meant by: 美容机构, 生产商.
    firm_kinds,
    /// Firms that no list has: in which their names end.
    name_tails,
    /// Firms that no list has: tails that but firms have.
    sure_tails,
    /// Firms that no list has: what stands before a name and says what it is.
    firm_titles,
    /// Firms that no list has: what stands before a subsidiary's.
    lesser_firms,
    /// Firms that no list has: words that their names lack.
    no_strangers,
    /// What happened at a date, so that no figure of a later clause is of it: 推出, 投产.
    events,
    /// What opens a clause, not the name of a part of a company: 受到, 如果.
    no_parts,
    /// Markets: words that name none by themselves.
    generic,
    /// Topics: what opens a reason, which no figure is of.
    reasons,
    /// Countries and regions that figures are of.
    regions,
    /// A rise.
    rises,
    /// Front pages: words before the rating that was before.
    rated_before,
    /// Words of risks: most risks hold one.
    risks,
    /// Headings of sections of risks.
    risk_heads,
    /// Headings that end a section of risks.
    risk_ends,
    /// What opens a clause that hangs on the one before it, in a risk.
    risk_links,
    /// What opens a sentence that explains the risk before it.
    risk_whys,
    /// What ends a list of risks and says none.
    risk_tails,
    /// Words of disclaimers and pointers: no risk.
    no_risks,
    /// Ranking: among whom a place is counted.
    scopes,
    /// Prices of shares and indices.
    share_prices,
    /// Markets: nouns of their size.
    sizes,
    /// Markets: nouns of what they sell, ship or make in all.
    volumes,
    /// Markets: nouns of goods that are sold by the piece.
    goods,
    /// Markets: words before such a noun that say of which kind the goods are; none is a brand.
    goods_kinds,
    /// What closes a source that 据 opens.
    source_ends,
    /// What makes the name before it a source.
    source_tells,
    /// Ranking: nouns for a place itself.
    spots,
    /// A stock of capacity.
    stock,
    /// Markets: words that no name of one goes over.
    topic_borders,
    /// Topics: what stands behind one that a clause speaks of.
    topic_followers,
    /// Markets: what opens a clause before a name.
    topic_opens,
    /// Names of industries that hold an enumeration mark: 农、林、牧、渔业.
    sector_names,
    /// Topics: what makes of 产业 or 行业 a part of somebody's name.
    topic_stops,
    /// Lists of things: the verbs behind the last of one.
    list_verbs,
    /// Markets: words in which a border is part of a name.
    topic_words,
    /// Times without a date: what a figure behind one is not of the date named before.
    timeless,
    /// What stands between an indicator and its number.
    trailing,
    /// Parts of a company: words that name the whole.
    wholes,
    /// Differences: verbs right before by how much something moved.
    differences,
    /// What the name of a product or a way of doing ends in.
    solutions,
    /// Words with which no name of a topic begins.
    no_topics,
    /// Verbs of saying and reckoning before what is measured.
    reckonings,
    /// What 计算 is of where it is no verb: 计算能力.
    computing,
    /// What makes a group of places: 转型 of 转型地区.
    founded,
    /// What a clause counts among, by its last word: 新签合同中.
    counted_among,
    /// Compound growths: verbs and adverbs before a number whose noun stands behind it.
    pace_verbs,
    /// Shares of a list: what a number behind it is of, where it stands nearer than the noun of a share.
    no_share_nouns,
    /// Shares of a list: behind these a name begins.
    share_opens,
    /// Shares of a list: words that no name has.
    no_sharers,
    /// Releases: heads before a colon that name no product.
    head_labels,
    /// Parts of a company by region: what makes of a region's revenue another's (美国居民收入).
    no_region_parts,
    /// Usage: words behind which a name begins that somebody tells of.
    usage_sources,
    /// Usage: words with which what is said of a product begins.
    usage_ends,
    /// Usage: what belongs to the metric behind a name.
    usage_tails,
    /// Usage: words that but say of what kind a product is.
    usage_kinds,
    /// Products: what follows a name that is but quoted.
    quoted_behind,
    /// Ranking: what makes a place a wish.
    wishes,
}
