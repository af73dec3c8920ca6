// swift-tools-version:5.7
import PackageDescription

let package = Package(name: "adapter", platforms: [.macOS(.v12)], targets: [.executableTarget(name: "adapter", path: "Sources")])
