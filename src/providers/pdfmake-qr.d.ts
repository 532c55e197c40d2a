declare module 'pdfmake/js/qrEnc.js' {
  const module: {
    default: { measure(node: { qr: string; eccLevel?: 'L' | 'M' | 'Q' | 'H' }): { _canvas: { x: number; y: number }[]; _width: number } }
  }
  export default module
}
