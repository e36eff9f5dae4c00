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
     .pattern = R"([pst]k\.[0-9A-Za-z_-]{20,250}\.[0-9A-Za-z_-]{22})",
     .min_entropy = 2,
     .positives = kTexts<"MAPBOX_TOKEN = \"pk.6cf9j32exwggogk"
                         "am8yg6yhu7fe1tnstoba4t9jzdasqviu7t27nw9ylh0u9.8nrddk15h6n4fxcm65ycdq\"">,
     .negatives =
         kTexts<"mapbox_TOK"
                "EN = \"${MAPBOX_TOKEN}\"",
                "mapbox is a product; its key is pk.84yo"
                "50vsnhxhactc9we86r3cfvt5kdll0b8c35feg3j3dqxh4okx7dodmb56.wg3aovxihv539yc4z042js">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-mapbox-token",
     .title = "Mapbox token",
     .literals = kTexts<"pk.ey", "sk.ey", "tk.ey">,
     .pattern = R"([pst]k\.eyJ[0-9A-Za-z_-]{20,250}\.[0-9A-Za-z_-]{22})",
     .min_entropy = 3,
     .positives = kTexts<"sk.eyJVaYEu4B2am9CakWVMyi5uFm"
                         "jha3hlQD7O4rxWjLkkh636JXWij6gY7ogR2LJ.hJyFSHK7SQ476pb4Hpn4Mf">,
     .negatives = kTexts<"sk.eyJxxxxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-maxmind-key",
     .title = "MaxMind license key",
     .literals = kTexts<"_mmk">,
     .pattern = "[0-9A-Za-z]{6}_[0-9A-Za-z]{29}_mmk",
     .bytes_before = 36,
     .min_entropy = 3.5,
     .positives = kTexts<"prWwbZ_KTbAUd"
                         "DlOxl2dEJ9YqYlOT3bmYPmn_mmk">,
     .negatives = kTexts<"xxxxxx_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxx_mmk">},
    {.rule = "secret-nasa-key",
     .title = "NASA API key",
     .literals = kTexts<"nasa">,
     .pattern = "[0-9A-Za-z]{40}",
     .min_entropy = 3.5,
     .positives = kTexts<"NASA_TOKEN = \"Q5LQ"
                         "uMJC3DDEY5twVcwPyPuGsaAqoMQ0mEMuYp0I\"">,
     .negatives = kTexts<"nasa_TOKE"
                         "N = \"${NASA_TOKEN}\"",
                         "nasa is a product; its "
                         "key is 3c9ViMKTvVekjEDLlruyY8J4iUJMl0RTqhPtFCJz">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-nasa-key",
     .title = "NASA API key",
     .literals = kTexts<"api.nasa.gov">,
     .pattern = R"(api\.nasa\.gov/[^\s"\']{0,120}api_key=([0-9A-Za-z]{40}))",
     .positives = kTexts<"https://api.nasa.gov/plane"
                         "tary?api_key=KRTmDOrKu0rD30U4hswNzOPUtNYlc9onV0MRRSe1">,
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
                         "xTlWrqRBawjd2gfOYCafjfeRXjPWugXj\"">,
     .negatives = kTexts<"trello_TOK"
                         "EN = \"${TRELLO_TOKEN}\"",
                         "trello is a product; "
                         "its key is j9q4ZVA6IOM6whiIzU8NVJokL5D1Q4KO">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-trello-token",
     .title = "Trello token",
     .literals = kTexts<"atta">,
     .pattern = "ATTA[0-9a-f]{64}[0-9A-F]{8}",
     .min_entropy = 3,
     .positives = kTexts<"ATTA1c4414bd4727f8d813963"
                         "605309b0554480843ee0961c09b9ef4810e1a04d2998AB06E78">,
     .negatives = kTexts<"ATTAxxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-frameio-token",
     .title = "Frame.io token",
     .literals = kTexts<"fio-u-">,
     .pattern = "fio-u-[0-9A-Za-z=_-]{64}",
     .min_entropy = 3,
     .positives = kTexts<"fio-u-1uqjqTKEF_5YQuJXV"
                         "--Nt39VHoMZrU5vDTPbnveyHaxb5gskcvVmXaQbWY7GEYGA">,
     .negatives = kTexts<"fio-u-xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-vk-token",
     .title = "VK token",
     .literals = kTexts<"vk1.a.">,
     .pattern = R"(vk1\.a\.[0-9A-Za-z_-]{60,250})",
     .min_entropy = 3,
     .positives = kTexts<
         "vk1.a.gok95iv-fWbAibgOTs-814BRfvQn_1O_JTg7"
         "sN0wz-uOXx56De7KDiH99qOV49jboFRQRCC_xpqAs_xWorvbp3_OPjGHUovvB4PQjd5nBUW-NMjz3mgqPYaM">,
     .negatives = kTexts<
         "vk1.a.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-adafruit-key",
     .title = "Adafruit IO key",
     .literals = kTexts<"aio_">,
     .pattern = "aio_[0-9A-Za-z]{28}",
     .min_entropy = 3,
     .positives = kTexts<"aio_Sg5Deo"
                         "fvXlBonGQJiBc7H0zwZ0mh">,
     .negatives = kTexts<"aio_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-adafruit-key",
     .title = "Adafruit IO key",
     .literals = kTexts<"adafruit">,
     .pattern = "[0-9A-Za-z_-]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ADAFRUIT_TOKEN = "
                         "\"8wlbbkuc4fjp2q83vn5v3x47787yce0p\"">,
     .negatives = kTexts<"adafruit_TOK"
                         "EN = \"${ADAFRUIT_TOKEN}\"",
                         "adafruit is a product;"
                         " its key is uyisx7n7w1yymtg4yjmiv7g5ryiahk42">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-intra42-secret",
     .title = "42 intranet secret",
     .literals = kTexts<"s-s4t2">,
     .pattern = "s-s4t2(?:ud|af)-[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"s-s4t2ud-3c93b658181e3d8"
                         "0499ba7787d4ad3f9e4f0a60939ad034113dcfd9c3279ea01">,
     .negatives = kTexts<"s-s4t2ud-xxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable media_formats() {
  return kFormats;
}

}  // namespace mig::secrets
