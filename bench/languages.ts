import { createRandom, type Random } from "./random.ts";

/** How a language of the generated notes looks: its most frequent words, then words made of its syllables. */
export interface Language {
  readonly name: string;
  /** How many of a hundred notes are in it. */
  readonly share: number;
  readonly words: readonly string[];
  readonly between: string;
  readonly stop: string;
}

const EN =
  "the of and to in a is that for it with as on be at by this we was have from or are not but what all were when can there an your which their if will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know get through back much before go good new write our used me man too any day same right look think also around another came come work three must because does part even place well such here take why things help put years different away again off went old number".split(
    " ",
  );
const EN_SYLLABLES =
  "al an ar as at ba be bi bo ca ce ci co con da de di do el en er es ex fi fo ga ge gra ha he hy im in ing ion ist ity ja ka ki la le li lo ma me mi mo na ne ni no ol or pa pe pi po pre pro qua ra re ri ro sa se si so sta sub ta te ter ti to tra tri un va ve vi wa wi xy za".split(
    " ",
  );
const DE =
  "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei können müssen größe straße übung".split(
    " ",
  );
const DE_SYLLABLES =
  "ab an auf aus be ent er ge ver zer ung heit keit lich ig isch schaft haus bau stein berg feld wald see fluß brück tür mög schön grün zeit werk zeug stück platz".split(
    " ",
  );
const FR =
  "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont la avec ses mais comme ou si leur être deux même aussi tout nous sa fait été aux où après très déjà français élève".split(
    " ",
  );
const FR_SYLLABLES = "bien mar chan té lu sou ven pré dé ré mon ton vi lle eau eur tion ment ique able ance oir ère été ça là".split(" ");
const JA =
  "の に は を た が で て と し れ さ ある いる も する から な こと として い や など なっ ない この ため その あっ よう また もの という あり まで られ なる へ か だ これ によって により おり より による ず なり られる において 東京 日本 時間 天気 仕事 会議 計画 言葉 音楽 図書館".split(
    " ",
  );
const JA_SYLLABLES = [
  ..."日本語東京大学会社員時間電車新聞料理旅行写真映画音楽歴史文化経済政治社会自然科学技術研究開発計画設計実験結果分析資料記録手紙約束季節春夏秋冬",
  ..."アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロワンー",
];
const ZH =
  "的 一 是 在 不 了 有 和 人 这 中 大 为 上 个 国 我 以 要 他 时 来 用 们 生 到 作 地 于 出 就 分 对 成 会 可 主 发 年 动 同 工 也 能 下 过 子 说 产 种 面 而 方 后 多 定 行 学 法 所 民 得 经 北京 上海 时间 工作 问题".split(
    " ",
  );
const ZH_SYLLABLES = [
  ..."天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳",
];
const KO =
  "이 그 저 것 수 등 및 를 에서 으로 하는 있다 했다 한다 대한 위한 그리고 하지만 오늘 내일 학교 회사 시간 사람 생각 문제 계획".split(" ");
const KO_SYLLABLES = [..."가나다라마바사아자차카타파하강남북동서산물불달별꽃길문집책말글노래음악영화여행사진학교회사"];
const TH = "ที่ และ ใน เป็น การ ของ มี ได้ ไม่ ให้ ว่า จะ กับ จาก แต่ คน วัน ปี งาน เรา ภาษาไทย กรุงเทพ เวลา".split(" ");
const TH_SYLLABLES = "กา ขา คน งาน จาน ชา ซื้อ ดี ตา ทำ นา บ้าน ปลา ผม ฝน พ่อ ฟ้า แม่ ยา รัก ลม วัน สี หมู อ่าน".split(" ");

const language = (
  name: string,
  share: number,
  frequent: readonly string[],
  syllables: readonly string[],
  size: number,
  between = " ",
  stop = ". ",
): Language => {
  const random = createRandom(share * 7919 + size);
  const words = new Set(frequent);
  while (words.size < size) words.add(coin(random, syllables, between === ""));
  return { name, share, words: [...words], between, stop };
};

function coin(random: Random, syllables: readonly string[], short: boolean): string {
  const length = short ? 2 + random.below(2) : 2 + random.below(3);
  return Array.from({ length }, () => random.pick(syllables)).join("");
}

export const LANGUAGES: readonly Language[] = [
  language("English", 72, EN, EN_SYLLABLES, 40_000),
  language("German", 9, DE, DE_SYLLABLES, 12_000),
  language("French", 6, FR, FR_SYLLABLES, 8000),
  language("Japanese", 6, JA, JA_SYLLABLES, 6000, "", "。"),
  language("Chinese", 4, ZH, ZH_SYLLABLES, 6000, "", "。"),
  language("Korean", 2, KO, KO_SYLLABLES, 4000),
  language("Thai", 1, TH, TH_SYLLABLES, 1500, "", " "),
];
