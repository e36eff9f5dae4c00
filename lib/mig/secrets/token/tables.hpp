#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "mig/secrets/token/format.hpp"

namespace mig::secrets {

using TokenTable = std::span<const TokenFormat>;

// One file per sector; within one, the order of the rows is the order of the report.
TokenTable amazon_formats();
TokenTable azure_formats();
TokenTable build_formats();
TokenTable chat_formats();
TokenTable cloud_formats();
TokenTable command_formats();
TokenTable forge_formats();
TokenTable hash_formats();
TokenTable host_formats();
TokenTable ibm_formats();
TokenTable identity_formats();
TokenTable incident_formats();
TokenTable key_formats();
TokenTable mail_formats();
TokenTable media_formats();
TokenTable model_formats();
TokenTable monitor_formats();
TokenTable network_formats();
TokenTable office_formats();
TokenTable payment_formats();
TokenTable quality_formats();
TokenTable registry_formats();
TokenTable retrieval_formats();
TokenTable social_formats();
TokenTable trade_formats();
TokenTable vault_formats();

/// Position of a row of `token_formats()`.
std::size_t index_of(const TokenFormat& format);

}  // namespace mig::secrets
