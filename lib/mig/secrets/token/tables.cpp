#include "mig/secrets/token/tables.hpp"

#include <functional>
#include <vector>

namespace mig::secrets {
namespace {

const std::array<TokenTable, 26>& tables() {
  static const std::array<TokenTable, 26> kTables{
      key_formats(),     command_formats(), hash_formats(),    amazon_formats(),
      azure_formats(),   cloud_formats(),   ibm_formats(),     host_formats(),
      network_formats(), vault_formats(),   forge_formats(),   registry_formats(),
      build_formats(),   quality_formats(), model_formats(),   retrieval_formats(),
      chat_formats(),    mail_formats(),    payment_formats(), trade_formats(),
      social_formats(),  media_formats(),   office_formats(),  identity_formats(),
      monitor_formats(), incident_formats()};
  return kTables;
}

}  // namespace

std::size_t index_of(const TokenFormat& format) {
  std::size_t before = 0;
  for (const TokenTable table : tables()) {
    const auto* const end = table.data() + table.size();
    if (!std::less<>{}(&format, table.data()) && std::less<>{}(&format, end)) {
      return before + static_cast<std::size_t>(&format - table.data());
    }
    before += table.size();
  }
  return 0;
}

std::span<const TokenFormat* const> token_formats() {
  static const auto kFormats = [] {
    std::vector<const TokenFormat*> formats;
    for (const TokenTable table : tables()) {
      for (const TokenFormat& format : table) formats.push_back(&format);
    }
    return formats;
  }();
  return kFormats;
}

}  // namespace mig::secrets
