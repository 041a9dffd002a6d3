//! The report's authors with their licence numbers (执业编号).
//!
//! Reads the front page's short items; a licence is `S` or `A` and thirteen digits. Its analyst is
//! the name before it; where several names stand before several licences, they go by order.
//! Does not match: contacts without a licence, names in running text.

use super::Analyst;
use super::front::{Front, Item};
use crate::layout::PassageKind;
use crate::lexicon::{Phrases, letters};
use crate::span::between;
use regex::Regex;
use std::sync::LazyLock;

static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[SAsa]\d{13}|[A-Z0-9._-]+@[a-z0-9.-]+\.[a-z]{2,4}|(?i:[a-z0-9._-]+@[a-z0-9.-]+\.[a-z]{2,4})|(?:\+?86-?)?(?:[（(]?0\d{2,3}[)）]?[-－ ]{0,2}[1-9]\d{6,7}|1[3-9]\d{9})").ok()
});

/// Family names of nearly all analysts (public statistics of Chinese surnames, the first 250).
const SURNAMES: &str = "洪王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由夏侯";

/// How many items below its name a licence may stand.
const NEAR: u32 = 6;

enum Token<'t> {
    Name(&'t str, &'static str),
    Licence(&'t str),
    Email(&'t str),
    Phone(&'t str),
    /// Of an item.
    End,
}

pub(super) fn read(front: &Front<'_>, phrases: &Phrases) -> Vec<Analyst> {
    let mut tokens = Vec::new();
    for item in front.items.iter().filter(|i| i.bare.chars().count() < 240 && is_label(i)) {
        tokenize(item.text, &mut tokens, phrases);
        tokens.push(Token::End);
    }
    let mut analysts: Vec<Analyst> = Vec::new();
    let mut names: Vec<(&str, &'static str, u32)> = Vec::new();
    let mut emails: Vec<&str> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match &tokens[i] {
            Token::Name(name, role) => names.push((name, role, 0)),
            // a name belongs to a licence a few lines below at most
            Token::End => {
                names.iter_mut().for_each(|n| n.2 += 1);
                names.retain(|n| n.2 < NEAR);
            }
            Token::Phone(_) => {}
            Token::Email(email) if emails.contains(email) => {}
            Token::Email(email) => emails.push(email),
            Token::Licence(_) => {
                let run = licences(&tokens[i..]);
                for (licence, (name, role)) in run.iter().zip(owners(&names, run.len())) {
                    add(&mut analysts, name, licence, role);
                }
                names.clear();
                i += tokens[i..].iter().take_while(|t| matches!(t, Token::Licence(_) | Token::End)).count() - 1;
            }
        }
        i += 1;
    }
    address(&mut analysts, &emails);
    telephone(&mut analysts, &tokens);
    analysts
}

/// Whether an item is one of labels and names: no sentence, no chart, no row of figures.
fn is_label(item: &Item<'_>) -> bool {
    let licensed = || TOKEN.as_ref().is_some_and(|t| t.find_iter(item.text).any(|m| is_licence(m.as_str())));
    let figures = || item.bare.split('\t').filter(|c| c.ends_with(|c: char| c.is_ascii_digit() || c == '%')).count();
    let prose = item.bare.contains('。') || item.kind == PassageKind::Table && figures() >= 2;
    item.kind != PassageKind::Chart && (!prose || licensed())
}

fn is_licence(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic()) && !word.contains('@')
}

/// Whose `count` numbers stand below these names: the last ones'; of names on lines above those with a label.
fn owners<'n>(names: &[(&'n str, &'static str, u32)], count: usize) -> Vec<(&'n str, &'static str)> {
    let beside = names.last().is_some_and(|n| n.2 == 0);
    let labelled: Vec<_> = names.iter().filter(|n| matches!(n.1, "analyst" | "assistant")).copied().collect();
    let of = if !beside && labelled.len() >= count { labelled } else { names.to_vec() };
    of[of.len().saturating_sub(count)..].iter().map(|n| (n.0, n.1)).collect()
}

/// Gives each author the address that sounds like the name: addresses stand above a licence as often as
/// below it, and contacts have theirs too. By order where none sounds so and there is one each.
fn address(analysts: &mut [Analyst], emails: &[&str]) {
    let mut free: Vec<&str> = emails.to_vec();
    // a whole name first, then a family name with initials, then initials alone
    for strength in (1..=3).rev() {
        for a in analysts.iter_mut().filter(|a| a.email.is_empty()) {
            if let Some(i) = free.iter().position(|e| sounds(&a.name, e) == strength) {
                a.email = free.remove(i).to_owned();
            }
        }
    }
    if analysts.len() == emails.len() && analysts.iter().all(|a| a.email.is_empty()) {
        analysts.iter_mut().zip(emails).for_each(|(a, e)| a.email = (*e).to_owned());
    }
}

/// Gives each author the telephone behind the name: by order where several names stand before several numbers.
fn telephone(analysts: &mut [Analyst], tokens: &[Token<'_>]) {
    let mut names: Vec<&str> = Vec::new();
    let mut phones: Vec<&str> = Vec::new();
    let mut give = |names: &mut Vec<&str>, phones: &mut Vec<&str>| {
        let from = names.len().saturating_sub(phones.len());
        for (name, phone) in names[from..].iter().zip(phones.iter()) {
            if let Some(a) = analysts.iter_mut().find(|a| a.name == *name && a.phone.is_empty()) {
                a.phone = (*phone).to_owned();
            }
        }
        names.clear();
        phones.clear();
    };
    for token in tokens {
        match token {
            Token::Name(name, _) => {
                if !phones.is_empty() {
                    give(&mut names, &mut phones);
                }
                names.push(name);
            }
            Token::Phone(phone) => phones.push(phone),
            Token::Licence(_) | Token::Email(_) | Token::End => {}
        }
    }
    give(&mut names, &mut phones);
}

/// How an address sounds like a name: 3 the whole name (`zhangsan88@`), 2 family name and initials
/// (`zhangs@`), 1 initials (`zs012@`), 0 not.
fn sounds(name: &str, email: &str) -> u32 {
    let local = email.split('@').next().unwrap_or("");
    let local: String = local.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    // 吕 is written lv
    let ascii = |(full, initials): (String, String)| (full.replace('ü', "v"), initials);
    let (full, initials) = ascii(letters(name));
    let family = ascii(letters(&name.chars().take(1).collect::<String>())).0;
    let short = format!("{family}{}", &initials[1.min(initials.len())..]);
    let turned = full.strip_prefix(family.as_str()).map(|given| format!("{given}{family}")).unwrap_or_default();
    match () {
        () if full.len() >= 4 && (local.contains(&full) || local.contains(&turned) && !turned.is_empty()) => 3,
        () if local == short => 2,
        () if local == initials => 1,
        () => 0,
    }
}

/// Licences from here on with nothing but item ends between them.
fn licences<'t>(tokens: &[Token<'t>]) -> Vec<&'t str> {
    let ours = tokens.iter().take_while(|t| matches!(t, Token::Licence(_) | Token::End));
    ours.filter_map(|t| if let Token::Licence(l) = t { Some(*l) } else { None }).collect()
}

fn add(analysts: &mut Vec<Analyst>, name: &str, licence: &str, role: &str) {
    // some print it with a small letter
    let licence = licence.to_ascii_uppercase();
    if !analysts.iter().any(|a| a.licence == licence) {
        let name = name.chars().filter(|c| !c.is_whitespace()).collect();
        analysts.push(Analyst { name, licence, role: role.to_owned(), ..Analyst::default() });
    }
}

/// Names, licences and addresses of a text in their order.
fn tokenize<'t>(text: &'t str, tokens: &mut Vec<Token<'t>>, phrases: &Phrases) {
    let Some(pattern) = TOKEN.as_ref() else { return };
    let mut at = 0;
    for found in pattern.find_iter(text) {
        names(between(text, at, found.start()), tokens, phrases);
        at = found.end();
        let word = found.as_str();
        let more = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        tokens.push(if word.contains('@') {
            Token::Email(word)
        } else if is_licence(word) {
            Token::Licence(word)
        } else if more(text[at..].chars().next()) || more(text[..found.start()].chars().next_back()) {
            continue; // part of a longer number
        } else {
            Token::Phone(word)
        });
    }
    names(&text[at..], tokens, phrases);
}

/// Han words of two to four characters that begin with a family name, labels cut off.
fn names<'t>(text: &'t str, tokens: &mut Vec<Token<'t>>, phrases: &Phrases) {
    let mut role = "";
    // a label alone, with its colon, is of the next word
    let mut led = false;
    for word in text.split(|c: char| !('\u{4E00}'..='\u{9FFF}').contains(&c)).filter(|w| !w.is_empty()) {
        let mut bare = word;
        let mut labelled = std::mem::take(&mut led);
        if let Some(label) = phrases.analyst_labels.opening(bare) {
            role = match label {
                "研究助理" => "assistant",
                "联系人" => "contact",
                _ => "analyst",
            };
            bare = &bare[label.len()..];
            labelled = true;
            led = bare.is_empty();
        }
        for tail in ["执业", "登记", "证券", "分析师", "博士"] {
            bare = bare.split(tail).next().unwrap_or(bare);
        }
        let count = bare.chars().count();
        let family = bare.chars().next().is_some_and(|c| SURNAMES.contains(c));
        let work =
            ["研究", "报告", "业务", "市场", "数据", "施工", "公司", "行业", "登记"].iter().any(|w| bare.contains(w));
        if (2..=4).contains(&count)
            && (family || labelled)
            && !work
            && !phrases.not_names.contains(&bare)
            && !bare.ends_with(['司', '业', '所', '部', '股'])
            // a unit of money: 万亿元
            && !bare.chars().all(|c| "千百万亿美港元".contains(c))
        {
            tokens.push(Token::Name(bare, role));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::head::front::sidebar as document;

    fn read_all(lines: &[&str]) -> Vec<(String, String)> {
        let document = document(lines);
        read(&Front::new(&document), &Phrases::load()).into_iter().map(|a| (a.name, a.licence)).collect()
    }

    #[test]
    fn a_licence_with_a_small_letter_is_one() {
        let read = read_all(&["分析师：林一舟", "执业证书号：s9990512010001"]);
        assert_eq!(read, [("林一舟".to_owned(), "S9990512010001".to_owned())]);
    }

    #[test]
    fn one_after_the_other_and_in_columns() {
        let pair = |n: &str, l: &str| (n.to_owned(), l.to_owned());
        assert_eq!(
            read_all(&[
                "分析师：林一舟",
                "执业证书编号：S9990512010001",
                "邮箱：linyz@yunfan.example.com",
                "周可 S9990512010002"
            ]),
            [pair("林一舟", "S9990512010001"), pair("周可", "S9990512010002")]
        );
        assert_eq!(
            read_all(&["林一舟（分析师） 周可（分析师）", "S9990512010001 S9990512010002"]),
            [pair("林一舟", "S9990512010001"), pair("周可", "S9990512010002")]
        );
    }

    #[test]
    fn an_address_is_of_whom_it_sounds_like() {
        let with = |lines: &[&str]| {
            let document = document(lines);
            let read = read(&Front::new(&document), &Phrases::load());
            read.into_iter().map(|a| format!("{} {}", a.name, a.email)).collect::<Vec<_>>()
        };
        let column = ["林一舟", "linyizhou@yunfan.example.com", "S9990512010001", "周可", "zhouk2@yunfan.example.com"];
        let rest = ["S9990512010002", "联系人 王新", "wangxin@yunfan.example.com"];
        assert_eq!(
            with(&[&column[..], &rest].concat()),
            ["林一舟 linyizhou@yunfan.example.com", "周可 zhouk2@yunfan.example.com"]
        );
        assert_eq!(
            with(&["林一舟 S9990512010001", "联系人 王新", "wangx@yunfan.example.com", "w@yunfan.example.com"]),
            ["林一舟 "]
        );
    }

    #[test]
    fn a_telephone_is_of_the_name_before_it() {
        let with = |lines: &[&str]| {
            let document = document(lines);
            let read = read(&Front::new(&document), &Phrases::load());
            read.into_iter().map(|a| format!("{} {}", a.name, a.phone)).collect::<Vec<_>>()
        };
        let column =
            ["分析师：林一舟", "S9990512010001", "电话：021-55550001", "周可 S9990512010002", "(0755)55550002"];
        assert_eq!(with(&column), ["林一舟 021-55550001", "周可 (0755)55550002"]);
        let rows = ["林一舟（分析师） 周可（分析师）", "S9990512010001 S9990512010002", "021-55550001 13800001234"];
        assert_eq!(with(&rows), ["林一舟 021-55550001", "周可 13800001234"]);
        // a licence's digits, a code and a contact's number are none of an analyst's
        let others = ["林一舟 S9990512010001", "600000 2025-07-11", "联系人：王新", "021-55550003"];
        assert_eq!(with(&others), ["林一舟 "]);
    }

    #[test]
    fn a_name_with_its_label_goes_before_words_between() {
        let sidebar = [
            "证券分析师：林一舟",
            "事件：公司发布半年报。截至6月末，万亿元规模增长10%。",
            "资金规模5.20万亿元",
            "风险提示：周期波动",
            "执业证书编号：S9990512010001",
            "研究助理：周可",
            "一般证券业务登记编号：S9990124010002",
        ];
        let pair = |n: &str, l: &str| (n.to_owned(), l.to_owned());
        assert_eq!(read_all(&sidebar), [pair("林一舟", "S9990512010001"), pair("周可", "S9990124010002")]);
        // a contact above does not take the number of the name beside it
        assert_eq!(read_all(&["研究助理：周可", "林一舟 S9990512010001"]), [pair("林一舟", "S9990512010001")]);
    }

    #[test]
    fn a_contact_without_licence_is_none() {
        assert!(read_all(&["联系人：周可", "电话：021-5555", "全球通信行业"]).is_empty());
    }
}
