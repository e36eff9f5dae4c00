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
         "sk-Jl2azvzULerWtC"
         "xP8jNMT3BlbkFJ2YsnCF51JQQ2PBHrFCDT",
         "sk-proj-SORV4ZB1bR1iJlq7-ylQNIAqvXF1ZHLk3pU0XtoWspNUbW"
         "INGqTWSsfakGclDQ7o1Mhl89yR2DT3BlbkFJiGoYSdoC0ufnUUlCXqZXaZFKjGL71XxSXBoATc1s12y9XgBYt4"
         "tDT8v32j4-pIyuxioprmS46m">,
     .negatives = kTexts<"sk-uVPR"
                         "pPZmBvjwvanh4UdT">},
    {.rule = "secret-anthropic-key",
     .title = "Anthropic API key",
     .literals = kTexts<"sk-ant-">,
     .pattern = "sk-ant-(?:api03|admin01|sid01|oat01|ort01)-[0-9A-Za-z_-]{80,}AA",
     .min_entropy = 3,
     .positives =
         kTexts<"sk-ant-api03-2oViUGy45W3f7yJ7RI4VfX7"
                "0c_fuiXkT6lLWLKBh3NwGsx8QmgnMoOWv5e-OLOahh6gpi1JAkgYi_dBjrHJtaZm935qmIAA">,
     .negatives =
         kTexts<"sk-ant-api03-tWtb-"
                "GB33h6VQIed97Od2CvH64MYIGWrIbfvJVI7AA",
                "ssk-ant-api03-dNoD34UnvZciTpM-jezHtY"
                "veJTrYt1acLO8RiHE6wVr0k8PU7ok08X7kqzRP3tXKUqmPqQwQKgePD9OntAmxE0vDwYCYLAA">},
    {.rule = "secret-openrouter-key",
     .title = "OpenRouter key",
     .literals = kTexts<"sk-or-">,
     .pattern = "sk-or-v1-[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"sk-or-v1-24f3555cae09572"
                         "2ad32db0b9f61a2021e864e9bf8e567b1347bf65ac2b9355b">,
     .negatives = kTexts<"sk-or-v1-xxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-deepseek-key",
     .title = "DeepSeek key",
     .literals = kTexts<"sk-">,
     .pattern = "sk-[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"sk-09bcf300"
                         "057dcf00c893ae5ef2e70f0c">,
     .negatives = kTexts<"sk-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-cohere-key",
     .title = "Cohere API key",
     .literals = kTexts<"cohere", "co_api_key">,
     .pattern = "[0-9A-Za-z]{40}",
     .min_entropy = 3.5,
     .positives = kTexts<"COHERE_TOKEN = \"4yl"
                         "BKFEzyAp1u3OQVtQyChwJehVboLNzyKbrnzyO\"">,
     .negatives = kTexts<"cohere_TOK"
                         "EN = \"${COHERE_TOKEN}\"",
                         "cohere is a product; its"
                         " key is tdLCdNUMECtAStpCrHV2rCz0jPn9P9HiLTi7ZXV7">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-huggingface-token",
     .title = "Hugging Face token",
     .literals = kTexts<"hf_">,
     .pattern = "hf_[A-Za-z]{34}",
     .min_entropy = 3,
     .positives = kTexts<"hf_ExWeZAuWR"
                         "aJzYWkPIAHPHyKkZDnOyVYEtB">,
     .negatives = kTexts<"xhf_OWpeaZak"
                         "ImYtgZwIgegntHNcizysSisjaA",
                         "hf_CiDGxPRhF"
                         "fztvdEqfbEqseSxzOPhcEHVT">},
    // Hugging Face organization token.
    {.rule = "secret-huggingface-token",
     .title = "Hugging Face token",
     .literals = kTexts<"api_org_">,
     .pattern = "api_org_[A-Za-z]{34}",
     .min_entropy = 3,
     .positives = kTexts<"api_org_ICjtQo"
                         "jhGnDHkByGhuyeHuijDLLgPZKkKm">,
     .negatives = kTexts<"api_org_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-groq-key",
     .title = "Groq API key",
     .literals = kTexts<"gsk_">,
     .pattern = "(gsk_[0-9A-Za-z]{52})(?:[^0-9A-Za-z_-]|$)",
     .min_entropy = 3,
     .positives = kTexts<"gsk_9ROyVZo3kuB8iC"
                         "BtuDQDZiT42RCm3cbTr2za14QMEm651BxrEEDs">,
     .negatives = kTexts<"wordgsk_A8obciN2BNt0"
                         "oz8wAoSKZnrbEXXFZT9DBYswhN5fqmWBxCMQ3eEw">},
    {.rule = "secret-perplexity-key",
     .title = "Perplexity API key",
     .literals = kTexts<"pplx-">,
     .pattern = "pplx-[0-9A-Za-z]{48}",
     .min_entropy = 3.5,
     .positives = kTexts<"pplx-eZ8wqTJm1I54"
                         "1yWEoz552UuRZfwBbk55t3J18c5URD3RPLhB">,
     .negatives = kTexts<"pplx-xxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-replicate-token",
     .title = "Replicate token",
     .literals = kTexts<"r8_">,
     .pattern = "r8_[0-9A-Za-z]{37}",
     .min_entropy = 3,
     .positives = kTexts<"r8_QAuGDM4cHS"
                         "N2kZtKNo04Ky2KS96E9052K5FQq">,
     .negatives = kTexts<"r8_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-xai-key",
     .title = "xAI API key",
     .literals = kTexts<"xai-">,
     .pattern = "xai-[0-9A-Za-z]{80}",
     .min_entropy = 3,
     .positives = kTexts<"xai-oFgyU03fUPNgNouO12kdWv2T"
                         "SiFIK5NY9obXi8p6ZkMR8aKEtbuHshXnyEAP0heraPWO5DOaF1GNnt4f">,
     .negatives = kTexts<"xai-xxxxxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable model_formats() {
  return kFormats;
}

}  // namespace mig::secrets
