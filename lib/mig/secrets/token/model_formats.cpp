#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-openai-key",
     .title = "OpenAI API key",
     .literals = kTexts<"sk-">,
     .pattern =
         "sk-(?:(?:proj|svcacct|admin|None)-)?[0-9A-Za-z_-]{20,76}T[34]BlbkFJ[0-9A-Za-z_-]{20,76}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<
         "sk-hJ5Wt5SvRTshu4"
         "AVkgmAT3BlbkFJJDmDCPOZ6psyMezFY8h1",
         "sk-proj-IApbTQPA1mBuy8Mp7-z0Bc94qhtKyu9bT0pX9sEeaZxELS"
         "hhfDOLEGmORV4ZB1bR1iJlq7-ylwT3BlbkFJgNIAqvXF1ZHLk3pU0XtoWspNUbWINGqTWSsfakGclDQ7o1Mhl8"
         "9yR2kHGoYSdoC0ufnUUlCXqq">,
     .negatives = kTexts<"sk-Mt2L"
                         "nNMgCFRxp5DzhzFd">},
    {.rule = "secret-anthropic-key",
     .title = "Anthropic API key",
     .literals = kTexts<"sk-ant-">,
     .pattern = "sk-ant-(?:api03|admin01|sid01|oat01|ort01)-[0-9A-Za-z_-]{80,105}AA",
     .min_entropy = 3,
     .positives =
         kTexts<"sk-ant-api03-F1XxSXBoATc1s12y9XgBYt4"
                "tDT8v32j4-pIyuxioprmS46rfiezC1o6noViUGy45W3f7yJ7RI4VfX70c_fuiXkT6lLWLAAA">,
     .negatives =
         kTexts<"sk-ant-api03-Oh3Nw"
                "Gsx8QmgnMoOWv5e-OLOahh6gpi1JAkgYi_AAA",
                "ssk-ant-api03-ojrHJtaZm935qmQWtb-GB3"
                "3h6VQIed97Od2CvH64MYIGWrIbfvJVINoD34UnvZciTpM-jezHtYveJTrYt1acLO8RiHE6qAA">},
    {.rule = "secret-openrouter-key",
     .title = "OpenRouter key",
     .literals = kTexts<"sk-or-">,
     .pattern = "sk-or-v1-[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"sk-or-v1-c5ad9f35ea9df5e"
                         "9ac43db525a93a4c428730f39b09c1db0c606e524f3555cae">,
     .negatives = kTexts<"sk-or-v1-xxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-deepseek-key",
     .title = "DeepSeek key",
     .literals = kTexts<"sk-">,
     .pattern = "sk-[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"sk-095722ad"
                         "32db0b9f61a2021e864e9bf8">,
     .negatives = kTexts<"sk-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-cohere-key",
     .title = "Cohere API key",
     .literals = kTexts<"cohere", "co_api_key">,
     .pattern = "[0-9A-Za-z]{40}",
     .min_entropy = 3.5,
     .positives = kTexts<"COHERE_TOKEN = \"dKN"
                         "72rnOWCt4n2HJPn6WfqNLugUYqFxWT5G0LlLs\"">,
     .negatives = kTexts<"cohere_TOK"
                         "EN = \"${COHERE_TOKEN}\"",
                         "cohere is a product; its"
                         " key is W3v9AsSsW4YleGyApBBK96mPaZfBBjvYu8QT0GgV">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-huggingface-token",
     .title = "Hugging Face token",
     .literals = kTexts<"hf_">,
     .pattern = "hf_[A-Za-z]{34}",
     .min_entropy = 3,
     .positives = kTexts<"hf_dsLcpftEd"
                         "OxwBrzfAZylBKFEzyApuOQVtQ">,
     .negatives = kTexts<"xhf_yChwJehV"
                         "boLNzyKbrnzyOtdLCdNUMECtAS",
                         "hf_tpCrHVrCz"
                         "jPnPHiLTiZXVExWeZAuWRaJz">},
    {.rule = "secret-huggingface-token",
     .title = "Hugging Face organization token",
     .literals = kTexts<"api_org_">,
     .pattern = "api_org_[A-Za-z]{34}",
     .min_entropy = 3,
     .positives = kTexts<"api_org_YWkPIA"
                         "HPHyKkZDnOyVYEtBOWpeaZakImYt">,
     .negatives = kTexts<"api_org_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-groq-key",
     .title = "Groq API key",
     .literals = kTexts<"gsk_">,
     .pattern = "(gsk_[0-9A-Za-z]{52})(?:[^0-9A-Za-z_-]|$)",
     .min_entropy = 3,
     .positives = kTexts<"gsk_gZw4IgegntH1Nc"
                         "izysS6isjaAC21iDGx9PRh8FfztvdEqfbEqseS">,
     .negatives = kTexts<"wordgsk_xzOP4hcEH27V"
                         "4TICjtQojh1GnDHk3By6GhuyeHui1315jDLLg3PZ">},
    {.rule = "secret-perplexity-key",
     .title = "Perplexity API key",
     .literals = kTexts<"pplx-">,
     .pattern = "pplx-[0-9A-Za-z]{48}",
     .min_entropy = 3.5,
     .positives = kTexts<"pplx-KkKm9ROyVZo3"
                         "kuB8iCBtuDQDZiT42RCm3cbTr2za14QMEm65">,
     .negatives = kTexts<"pplx-xxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-replicate-token",
     .title = "Replicate token",
     .literals = kTexts<"r8_">,
     .pattern = "r8_[0-9A-Za-z]{37}",
     .min_entropy = 3,
     .positives = kTexts<"r8_1BxrEEDsA8"
                         "obciN2BNt0oz8wAoSKZnrbEXXFZ">,
     .negatives = kTexts<"r8_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-xai-key",
     .title = "xAI API key",
     .literals = kTexts<"xai-">,
     .pattern = "xai-[0-9A-Za-z]{80}",
     .min_entropy = 3,
     .positives = kTexts<"xai-T9DBYswhN5fqmWBxCMQ3eEwe"
                         "Z8wqTJm1I541yWEoz552UuRZfwBbk55t3J18c5URD3RPLhBQAuGDM4cH">,
     .negatives = kTexts<"xai-xxxxxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable model_formats() {
  return kFormats;
}

}  // namespace mig::secrets
