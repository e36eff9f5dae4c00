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
     .positives = kTexts<"tvly-cDfyVvw"
                         "e5rLGx8PA01vf54gFu4jQBtmB">,
     .negatives = kTexts<"tvly-xxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-firecrawl-key",
     .title = "Firecrawl API key",
     .literals = kTexts<"fc-">,
     .pattern = "fc-[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"fc-f6a3476c"
                         "419993c03f14bbe1367ab9b2">,
     .negatives = kTexts<"fc-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-jina-key",
     .title = "Jina API key",
     .literals = kTexts<"jina_">,
     .pattern = "jina_[0-9a-f]{32}[0-9A-Za-z_-]{28}",
     .min_entropy = 3,
     .positives = kTexts<"jina_b8a9ad05fb603753"
                         "9ee7be4618a87058Scp4yFQmfsGzNPCjzV8pQc42g89u">,
     .negatives = kTexts<"jina_xxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Kagi API key.
    {.rule = "secret-kagi-key",
     .title = "Kagi key",
     .literals = kTexts<"kagi">,
     .pattern = R"([0-9A-Za-z_-]{11}\.[0-9A-Za-z_-]{43})",
     .min_entropy = 2,
     .positives = kTexts<"KAGI_TOKEN = \"ieG4oq1Zt"
                         "1g.zkpxBLWTAlTUeof0hA-hNp0rS_PBOpNR5taLB_tMyCr\"">,
     .negatives = kTexts<"kagi_TOKE"
                         "N = \"${KAGI_TOKEN}\"",
                         "kagi is a product; its key i"
                         "s bnpRU2R5hes.GGZLNxUSuT8OvitxnhGN7neZ2_WeONsp5BzBqDNDwRA">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Kagi session token.
    {.rule = "secret-kagi-key",
     .title = "Kagi key",
     .literals = kTexts<"kagi.com">,
     .pattern = R"(kagi\.com/search\?token=([0-9A-Za-z_-]{11}\.[0-9A-Za-z_-]{43}))",
     .positives = kTexts<"https://kagi.com/search?toke"
                         "n=YenQxo9tPaO.uznpJH9ykEKrSxFUCYEdkUyeNoh0s8SpnVd5GbMC6vO">,
     .negatives = kTexts<"https://k"
                         "agi.com/search?q=x">},
    {.rule = "secret-nvidia-key",
     .title = "NVIDIA API key",
     .literals = kTexts<"nvapi-">,
     .pattern = "nvapi-[0-9A-Za-z_-]{60,70}",
     .min_entropy = 3,
     .positives = kTexts<"nvapi-XOKrakH-4EmhTipgU"
                         "TA0cqH1ZBFwmuead8W9obVir8naEBwvoXedQ5qnPahUV3It">,
     .negatives = kTexts<"nvapi-xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-pinecone-key",
     .title = "Pinecone API key",
     .literals = kTexts<"pcsk_">,
     .pattern = "pcsk_[0-9A-Za-z]{5,6}_[0-9A-Za-z]{60,66}",
     .min_entropy = 3,
     .positives = kTexts<"pcsk_KjDo0_vixBDkurXsaUT"
                         "gADn5AmIIESHrLYgVdojD0niH7QC22OUaBRB94ghbG50ZLBOPB">,
     .negatives = kTexts<"pcsk_xxxxx_xxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-langsmith-key",
     .title = "LangSmith API key",
     .literals = kTexts<"lsv2_">,
     .pattern = "lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}",
     .min_entropy = 3,
     .positives = kTexts<"lsv2_pt_0d5e00a17"
                         "1b89dc5c33e7ed6a631ace8_5513d97e07">,
     .negatives = kTexts<"lsv2_pt_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxx">},
    {.rule = "secret-elevenlabs-key",
     .title = "ElevenLabs API key",
     .literals = kTexts<"sk_">,
     .pattern = "sk_[0-9a-f]{48}",
     .min_entropy = 3,
     .positives = kTexts<"sk_06bd79bf331e09"
                         "b777478d64c2b4d3095b0af4eb6534ff4d">,
     .negatives = kTexts<"sk_xxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-fireworks-key",
     .title = "Fireworks API key",
     .literals = kTexts<"fw_">,
     .pattern = "fw_[0-9A-Za-z]{22,24}",
     .min_entropy = 3.3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"fw_re9Sx"
                         "5BsbteYjeQD98jeDb">,
     .negatives = kTexts<"fw_xxxxx"
                         "xxxxxxxxxxxxxxxxx">,
     .confidence = Confidence::medium},
    {.rule = "secret-cerebras-key",
     .title = "Cerebras API key",
     .literals = kTexts<"csk-">,
     .pattern = "csk-[0-9a-z]{48}",
     .min_entropy = 3,
     .positives = kTexts<"csk-vwuu79tszz8an"
                         "4344mcdet9qhmbs6qwr4udao9kdy9opo002">,
     .negatives = kTexts<"csk-xxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-voyage-key",
     .title = "Voyage API key",
     .literals = kTexts<"pa-">,
     .pattern = "pa-[0-9A-Za-z_-]{43}",
     .min_entropy = 4,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"pa-6C0WvduBlwCi"
                         "sifc3sMhaMi3NaFE6mOQr527LgjxQKX">,
     .negatives = kTexts<"pa-xxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-mistral-key",
     .title = "Mistral API key",
     .literals = kTexts<"mistral">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"MISTRAL_TOKEN = "
                         "\"s2ZSUsmzRYCQVGB5ILstgfqLAPgt8vpO\"">,
     .negatives = kTexts<"mistral_TOK"
                         "EN = \"${MISTRAL_TOKEN}\"",
                         "mistral is a product;"
                         " its key is neEQZjxrZyK9WRH5e9fWoHSIvOyr7Hzx">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-privateai-token",
     .title = "Private AI token",
     .literals = kTexts<"privateai", "private_ai", "private-ai">,
     .pattern = "[0-9a-z]{32}",
     .min_entropy = 3,
     .positives = kTexts<"PRIVATEAI_TOKEN ="
                         " \"wj2vt4dp9ml7w2cff3voq5qz0gq860hp\"">,
     .negatives = kTexts<"privateai_TO"
                         "KEN = \"${PRIVATEAI_TOKEN}\"",
                         "privateai is a product"
                         "; its key is 1c17pbbpthtal9ej0i0udrohl0mlmwwd">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-assemblyai-key",
     .title = "AssemblyAI API key",
     .literals = kTexts<"assemblyai", "assembly_ai">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"ASSEMBLYAI_TOKEN "
                         "= \"2ece1c9b715e7bd93b6ca94c7a45e9a8\"">,
     .negatives = kTexts<"assemblyai_TO"
                         "KEN = \"${ASSEMBLYAI_TOKEN}\"",
                         "assemblyai is a produc"
                         "t; its key is 4e1f94a4d6d14028aa0c8663fcfe0a76">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-wandb-key",
     .title = "Weights and Biases key",
     .literals = kTexts<"wandb">,
     .pattern = R"((?i)wandb[_.-]?api[_.-]?key["']?\s{0,3}[:=]\s{0,3}["']?([0-9a-f]{40}))",
     .positives = kTexts<"WANDB_API_KEY=8e26"
                         "eb9514472df3792f425c2f7e2ede6f1e5d43">,
     .negatives = kTexts<"WANDB"
                         "_API_KEY=$K">,
     .joins_words = true},
};

}  // namespace

TokenTable retrieval_formats() {
  return kFormats;
}

}  // namespace mig::secrets
