#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-mapbox-token",
     .title = "Mapbox token",
     .literals = kTexts<"mapbox">,
     .pattern = R"([pst]k\.[0-9A-Za-z_-]{20,}\.[0-9A-Za-z_-]{22})",
     .min_entropy = 2,
     .positives = kTexts<"MAPBOX_TOKEN = \"pk.539yc4z042jsv0y"
                         "eb0c0wvm8f9707qdow9l7jxw896y6rlj7jfshksq1hm5w.1zkt1au3do3ejyyot1ypql\"">,
     .negatives =
         kTexts<"mapbox_TOK"
                "EN = \"${MAPBOX_TOKEN}\"",
                "mapbox is a product; its key is pk.qmjc"
                "ddeyv2ppg0amqemyi2v8mktv49edlyj8ujmrt7pfcjkrtdokdu7nopun.y2vmrrs4twrb09365oyc05">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-mapbox-token",
     .title = "Mapbox token",
     .literals = kTexts<"pk.ey", "sk.ey", "tk.ey">,
     .pattern = R"([pst]k\.eyJ[0-9A-Za-z_-]{20,}\.[0-9A-Za-z_-]{22})",
     .min_entropy = 3,
     .positives = kTexts<"sk.eyJjfeRXjPWugXjj9q4ZVA6IOM"
                         "6whiIzU8NVJokL5D1Q4KOuDZII0CIX9vb6IOE.OfR0bRDu8tGzlS9gMGNAKH">,
     .negatives = kTexts<"sk.eyJxxxxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-maxmind-key",
     .title = "MaxMind license key",
     .literals = kTexts<"_mmk">,
     .pattern = "[0-9A-Za-z]{6}_[0-9A-Za-z]{29}_mmk",
     .bytes_before = 36,
     .min_entropy = 3.5,
     .positives = kTexts<"29ASX9_ALLJJ6"
                         "0QB4iQrIHjczc5inmkgkqAv_mmk">,
     .negatives = kTexts<"xxxxxx_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxx_mmk">},
    {.rule = "secret-nasa-key",
     .title = "NASA API key",
     .literals = kTexts<"nasa">,
     .pattern = "[0-9A-Za-z]{40}",
     .min_entropy = 3.5,
     .positives = kTexts<"NASA_TOKEN = \"5SNC"
                         "Y8go23qASwyWvszT0wcrieIQ70yDw72hsBdg\"">,
     .negatives = kTexts<"nasa_TOKE"
                         "N = \"${NASA_TOKEN}\"",
                         "nasa is a product; its "
                         "key is vuiDUAIxaFjSiTRmrlVkhX3AMcPQXV6RVjrv3JFC">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-nasa-key",
     .title = "NASA API key",
     .literals = kTexts<"api.nasa.gov">,
     .pattern = R"(api\.nasa\.gov/[^\s"\']{0,}api_key=([0-9A-Za-z]{40}))",
     .positives = kTexts<"https://api.nasa.gov/plane"
                         "tary?api_key=wpCfc9gtM3IqXwz0ozELgKgfnfG5Wbewzl5z3mKD">,
     .negatives = kTexts<"https://api.nas"
                         "a.gov/planetary?api_key=DEMO_KEY">,
     .joins_words = true},
    {.rule = "secret-trello-token",
     .title = "Trello token",
     .literals = kTexts<"trello">,
     .pattern = "[0-9A-Za-z-]{32}|[0-9a-f]{64}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"TRELLO_TOKEN = \""
                         "p7j8UGtgoMVKcXBhJHxoNz9TXPgrm8Z1\"">,
     .negatives = kTexts<"trello_TOK"
                         "EN = \"${TRELLO_TOKEN}\"",
                         "trello is a product; "
                         "its key is D7kNY8NcmQWSOiXot4KxTLNINLMd0otD">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-trello-token",
     .title = "Trello token",
     .literals = kTexts<"atta">,
     .pattern = "ATTA[0-9a-f]{64}[0-9A-F]{8}",
     .min_entropy = 3,
     .positives = kTexts<"ATTA1610a9fe8bf756086834b"
                         "ffde047b49fd3f248eb3dccfb35cee07e2081ffa35eF86A1444">,
     .negatives = kTexts<"ATTAxxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-frameio-token",
     .title = "Frame.io token",
     .literals = kTexts<"fio-u-">,
     .pattern = "fio-u-[0-9A-Za-z=_-]{64}",
     .min_entropy = 3,
     .positives = kTexts<"fio-u-7CC_xpqAs_xWorvbp"
                         "3_OPjGHUovvB4PQjd5nBUW-NMjz3mgqPYaYlH9-vCNhTC4H">,
     .negatives = kTexts<"fio-u-xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-vk-token",
     .title = "VK token",
     .literals = kTexts<"vk1.a.">,
     .pattern = R"(vk1\.a\.[0-9A-Za-z_-]{60,})",
     .min_entropy = 3,
     .positives = kTexts<
         "vk1.a.1ztXDDUoF8LTe5h7qa_r6v9wEJ1eowQkvas3"
         "wxZmN8xTYQrM-iwQBOU85OwkPuYVjFhF7P0jDRnmspfehd1Sp3N-k7T_BqbBlPmq2DMQEGO1x-2nwMIfk5rx">,
     .negatives = kTexts<
         "vk1.a.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-adafruit-key",
     .title = "Adafruit IO key",
     .literals = kTexts<"aio_">,
     .pattern = "aio_[0-9A-Za-z]{28}",
     .min_entropy = 3,
     .positives = kTexts<"aio_kACP8T"
                         "XT641JlNvfmtEoMfFdeoY4">,
     .negatives = kTexts<"aio_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-adafruit-key",
     .title = "Adafruit IO key",
     .literals = kTexts<"adafruit">,
     .pattern = "[0-9A-Za-z_-]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ADAFRUIT_TOKEN = "
                         "\"6bawu4gbfnvy38h2yyw8hywzfg5g1vnk\"">,
     .negatives = kTexts<"adafruit_TOK"
                         "EN = \"${ADAFRUIT_TOKEN}\"",
                         "adafruit is a product;"
                         " its key is uway53twhet6h9un1ecr1yo8ozenbg1d">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-intra42-secret",
     .title = "42 intranet secret",
     .literals = kTexts<"s-s4t2">,
     .pattern = "s-s4t2(?:ud|af)-[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"s-s4t2ud-d9d12e8d153bf0f"
                         "c35468a8b29b677215ebabaaf4fd825ac5d9ed6b6eb34b5f0">,
     .negatives = kTexts<"s-s4t2ud-xxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable media_formats() {
  return kFormats;
}

}  // namespace mig::secrets
