#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-tavily-key",
     .title = "Tavily API key",
     .literals = kTexts<"tvly-">,
     .pattern = "tvly-(?:dev-|prod-)?[0-9A-Za-z]{32}",
     .min_entropy = 3,
     .positives = kTexts<"tvly-SN2kZtK"
                         "No04Ky2KS96E9052K5FQqoFgy">,
     .negatives = kTexts<"tvly-xxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-firecrawl-key",
     .title = "Firecrawl API key",
     .literals = kTexts<"fc-">,
     .pattern = "fc-[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"fc-afa7667e"
                         "b992456cdbc68d52d3b207fd">,
     .negatives = kTexts<"fc-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-jina-key",
     .title = "Jina API key",
     .literals = kTexts<"jina_">,
     .pattern = "jina_[0-9a-f]{32}[0-9A-Za-z_-]{28}",
     .min_entropy = 3,
     .positives = kTexts<"jina_7b717d236fe1faf5"
                         "370f2800f6a3476c0IDTTsnS9j0jq1GZAHuweCJXWcD3">,
     .negatives = kTexts<"jina_xxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-kagi-key",
     .title = "Kagi API key",
     .literals = kTexts<"kagi">,
     .pattern = R"([0-9A-Za-z_-]{11}\.[0-9A-Za-z_-]{43})",
     .min_entropy = 2,
     .positives = kTexts<"KAGI_TOKEN = \"RMYcptlsJ"
                         "vj.cqmr0BV_uaAMfWNm64eu4QbEgoieBWgk5Kg-NbeErg4\"">,
     .negatives = kTexts<"kagi_TOKE"
                         "N = \"${KAGI_TOKEN}\"",
                         "kagi is a product; its key i"
                         "s ieG4oq1Zt1g.zkpxBLWTAlTUeof0hA-hNp0rS_PBOpNR5taLB_tMyCr">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-kagi-key",
     .title = "Kagi session token",
     .literals = kTexts<"kagi.com">,
     .pattern = R"(kagi\.com/search\?token=([0-9A-Za-z_-]{11}\.[0-9A-Za-z_-]{43}))",
     .positives = kTexts<"https://kagi.com/search?toke"
                         "n=bnpRU2R5hes.GGZLNxUSuT8OvitxnhGN7neZ2_WeONsp5BzBqDNDwRA">,
     .negatives = kTexts<"https://k"
                         "agi.com/search?q=x">},
    {.rule = "secret-nvidia-key",
     .title = "NVIDIA API key",
     .literals = kTexts<"nvapi-">,
     .pattern = "nvapi-[0-9A-Za-z_-]{60,70}",
     .min_entropy = 3,
     .positives = kTexts<"nvapi-0enQxo9tPaxdznpJH"
                         "9ykEKrSxFUCYEdkUyeNoh0s8SpnVd5GbMC6vdOKrakH-4ET">,
     .negatives = kTexts<"nvapi-xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-pinecone-key",
     .title = "Pinecone API key",
     .literals = kTexts<"pcsk_">,
     .pattern = "pcsk_[0-9A-Za-z]{5,6}_[0-9A-Za-z]{60,66}",
     .min_entropy = 3,
     .positives = kTexts<"pcsk_QtJRU_o8wirnQhKJAqa"
                         "q140rOr6wV5joDz0aMACrwYT7Xu54PiN9OieLeUNrKumRV3xeT">,
     .negatives = kTexts<"pcsk_xxxxx_xxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-langsmith-key",
     .title = "LangSmith API key",
     .literals = kTexts<"lsv2_">,
     .pattern = "lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}",
     .min_entropy = 3,
     .positives = kTexts<"lsv2_pt_610cba577"
                         "4ea936855d2b5101bda9010_442935cae1">,
     .negatives = kTexts<"lsv2_pt_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxx">},
    {.rule = "secret-elevenlabs-key",
     .title = "ElevenLabs API key",
     .literals = kTexts<"sk_">,
     .pattern = "sk_[0-9a-f]{48}",
     .min_entropy = 3,
     .positives = kTexts<"sk_3817ad080d3c50"
                         "7700d5e00a171b89dc5c33e7ed6a631ace">,
     .negatives = kTexts<"sk_xxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-fireworks-key",
     .title = "Fireworks API key",
     .literals = kTexts<"fw_">,
     .pattern = "fw_[0-9A-Za-z]{22,24}",
     .min_entropy = 3.3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"fw_nQv2L"
                         "LDHb6SjOchzBOoBg5">,
     .negatives = kTexts<"fw_xxxxx"
                         "xxxxxxxxxxxxxxxxx">,
     .confidence = Confidence::medium},
    {.rule = "secret-cerebras-key",
     .title = "Cerebras API key",
     .literals = kTexts<"csk-">,
     .pattern = "csk-[0-9a-z]{48}",
     .min_entropy = 3,
     .positives = kTexts<"csk-mx1ptw5gg98d2"
                         "btwoopjor1nizfxj0gb6tl7xau5j937wnlg">,
     .negatives = kTexts<"csk-xxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-voyage-key",
     .title = "Voyage API key",
     .literals = kTexts<"pa-">,
     .pattern = "pa-[0-9A-Za-z_-]{43}",
     .min_entropy = 4,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"pa-4Q99Q19lC29x"
                         "8gH8G2qtopnlzzBb8788ZFHJmhPYDlg">,
     .negatives = kTexts<"pa-xxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-mistral-key",
     .title = "Mistral API key",
     .literals = kTexts<"mistral">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"MISTRAL_TOKEN = "
                         "\"y3xQzWReUm9DAtOtyjKD5YmojOPyqkOa\"">,
     .negatives = kTexts<"mistral_TOK"
                         "EN = \"${MISTRAL_TOKEN}\"",
                         "mistral is a product;"
                         " its key is q0atuqckB3ma8L406Xxyk4p4OXvASlYm">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-privateai-token",
     .title = "Private AI token",
     .literals = kTexts<"privateai", "private_ai", "private-ai">,
     .pattern = "[0-9a-z]{32}",
     .min_entropy = 3,
     .positives = kTexts<"PRIVATEAI_TOKEN ="
                         " \"brwrpo1wgqngr1gncc3thiv213fqryif\"">,
     .negatives = kTexts<"privateai_TO"
                         "KEN = \"${PRIVATEAI_TOKEN}\"",
                         "privateai is a product"
                         "; its key is xzsurycqvgbil65lap6o4eqz9zkwrh45">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-assemblyai-key",
     .title = "AssemblyAI API key",
     .literals = kTexts<"assemblyai", "assembly_ai">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"ASSEMBLYAI_TOKEN "
                         "= \"b39473b4ea9f1765be122ea78f8cd38d\"">,
     .negatives = kTexts<"assemblyai_TO"
                         "KEN = \"${ASSEMBLYAI_TOKEN}\"",
                         "assemblyai is a produc"
                         "t; its key is 37d1d70079390524d4da18735d656bb1">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-wandb-key",
     .title = "Weights and Biases key",
     .literals = kTexts<"wandb">,
     .pattern = R"((?i)wandb[_.-]?api[_.-]?key["']?\s{0,3}[:=]\s{0,3}["']?([0-9a-f]{40}))",
     .positives = kTexts<"WANDB_API_KEY=2ece"
                         "1c9b715e7bd93b6ca94c7a45e9a84e1f94a4">,
     .negatives = kTexts<"WANDB"
                         "_API_KEY=$K">,
     .joins_words = true},
};

}  // namespace

TokenTable retrieval_formats() {
  return kFormats;
}

}  // namespace mig::secrets
