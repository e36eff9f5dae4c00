#include "mig/digest/library_version.hpp"

#include <openssl/crypto.h>

namespace mig::digest {

std::string library_version() {
  return OpenSSL_version(OPENSSL_VERSION_STRING);
}

}  // namespace mig::digest
